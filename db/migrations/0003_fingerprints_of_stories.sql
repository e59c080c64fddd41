CREATE TABLE "story_fingerprints" (
	"article_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"signature" "bytea" NOT NULL,
	"shingles" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "story_fingerprints" ADD CONSTRAINT "story_fingerprints_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "story_fingerprints" ("article_id", "workspace_id", "signature", "shingles")
SELECT r."article_id", r."workspace_id", r."fingerprint", r."shingles" FROM "article_revisions" r JOIN "articles" a ON a."id" = r."article_id" AND a."current_revision" = r."number" WHERE r."fingerprint" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "article_revisions" DROP COLUMN "fingerprint";--> statement-breakpoint
ALTER TABLE "article_revisions" DROP COLUMN "shingles";