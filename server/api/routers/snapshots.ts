import { z } from "zod";
import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { analystProcedure, createRouter, publicProcedure, viewerProcedure } from "@/server/api/procedures";
import { newShareShape, openShareShape, shareLinkIdShape } from "@/server/core/snapshots/share-shapes";
import { liveViewShape, newSnapshotShape, sharedSnapshotShape, snapshotIdShape, viewSourceShape } from "@/server/core/snapshots/snapshot-shape";
import { previewView } from "@/server/services/snapshots/read-view";
import { createShareLink, listShareLinks, openShare, revokeShareLink } from "@/server/services/snapshots/share-links";
import { createSnapshot, deleteSnapshot, getSnapshot, listSnapshots, restoreSnapshot } from "@/server/services/snapshots/snapshots";

const openedShareShape = z.union([z.strictObject({ locked: z.literal(true), snapshot: z.null() }), z.strictObject({ locked: z.literal(false), snapshot: sharedSnapshotShape })]);

export const snapshotsRouter = createRouter({
  list: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listSnapshots(ctx.scope)),
  get: viewerProcedure.input(inWorkspace(snapshotIdShape)).query(({ ctx, input }) => getSnapshot(ctx.scope, verbInput(input))),
  /** What a snapshot of a view would hold now, without the articles behind its points: a board draws it. */
  preview: viewerProcedure.input(inWorkspace(viewSourceShape)).output(liveViewShape).query(({ ctx, input }) => previewView(ctx.scope, verbInput(input))),
  create: analystProcedure.input(inWorkspace(newSnapshotShape)).mutation(({ ctx, input }) => createSnapshot(ctx.scope, verbInput(input))),
  delete: analystProcedure.input(inWorkspace(snapshotIdShape)).mutation(({ ctx, input }) => deleteSnapshot(ctx.scope, verbInput(input))),
  restore: analystProcedure.input(inWorkspace(snapshotIdShape)).mutation(({ ctx, input }) => restoreSnapshot(ctx.scope, verbInput(input))),
  links: viewerProcedure.input(inWorkspace(snapshotIdShape)).query(({ ctx, input }) => listShareLinks(ctx.scope, verbInput(input))),
  share: analystProcedure
    .input(inWorkspace(newShareShape))
    .output(z.strictObject({ shareLinkId: z.uuid(), token: z.string(), expiresAt: z.string() }))
    .mutation(({ ctx, input }) => createShareLink(ctx.scope, verbInput(input))),
  revokeLink: analystProcedure.input(inWorkspace(shareLinkIdShape)).mutation(({ ctx, input }) => revokeShareLink(ctx.scope, verbInput(input))),
  /** A mutation, so that a password stands in no address and no log. */
  open: publicProcedure.input(openShareShape).output(openedShareShape).mutation(({ ctx, input }) => openShare(ctx, ctx.peer, input)),
});
