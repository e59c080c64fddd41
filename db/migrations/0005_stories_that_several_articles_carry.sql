CREATE TABLE "coverage_stories" (
	"workspace_id" uuid NOT NULL,
	"block" smallint NOT NULL,
	"terms" text NOT NULL,
	"packed" "bytea" NOT NULL,
	"story_ids" "bytea" NOT NULL,
	CONSTRAINT "coverage_stories_workspace_id_block_pk" PRIMARY KEY("workspace_id","block")
);
--> statement-breakpoint
DROP INDEX "articles_copies";--> statement-breakpoint
ALTER TABLE "coverage_deltas" ADD COLUMN "story_id" uuid;--> statement-breakpoint
ALTER TABLE "coverage_stories" ADD CONSTRAINT "coverage_stories_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;