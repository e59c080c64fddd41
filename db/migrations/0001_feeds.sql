CREATE TYPE "public"."feed_list_state" AS ENUM('waiting', 'done', 'failed');--> statement-breakpoint
CREATE TABLE "feed_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"bytes" "bytea",
	"state" "feed_list_state" DEFAULT 'waiting' NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"known" integer DEFAULT 0 NOT NULL,
	"error" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "feed_entries" ADD COLUMN "content_hash" "bytea";--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "site_url" text;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "folder" text;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "found" jsonb;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "last_poll_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "oldest_entry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "newest_entry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "ttl_minutes" integer;--> statement-breakpoint
ALTER TABLE "outlets" ADD COLUMN "group_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "outlets" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "feed_id" uuid;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "feed_lists" ADD CONSTRAINT "feed_lists_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_lists" ADD CONSTRAINT "feed_lists_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feed_lists_workspace" ON "feed_lists" USING btree ("workspace_id","created_at");--> statement-breakpoint
ALTER TABLE "outlets" ADD CONSTRAINT "outlets_merged_into_outlets_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gaps" ADD CONSTRAINT "gaps_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outlets_merged" ON "outlets" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "gaps_outlet" ON "gaps" USING btree ("outlet_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gaps_lasting" ON "gaps" USING btree ("feed_id") WHERE feed_id is not null and ended_at is null;