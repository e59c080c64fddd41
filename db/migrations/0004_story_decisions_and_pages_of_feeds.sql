CREATE TYPE "public"."story_decision_kind" AS ENUM('together', 'apart');--> statement-breakpoint
CREATE TABLE "story_decisions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"kind" "story_decision_kind" NOT NULL,
	"other_article_id" uuid,
	"decided_by" uuid,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_by" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "story_decisions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "address_fetches" ADD COLUMN "feed_id" uuid;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "fetches_pages" boolean;--> statement-breakpoint
ALTER TABLE "story_decisions" ADD CONSTRAINT "story_decisions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_decisions" ADD CONSTRAINT "story_decisions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_decisions" ADD CONSTRAINT "story_decisions_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "story_decisions_article" ON "story_decisions" USING btree ("workspace_id","article_id");--> statement-breakpoint
CREATE INDEX "story_decisions_other" ON "story_decisions" USING btree ("workspace_id","other_article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "address_fetches_feed_article" ON "address_fetches" USING btree ("workspace_id","article_id") WHERE feed_id is not null;