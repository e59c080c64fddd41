DROP TABLE "coverage_counts";--> statement-breakpoint
DROP TABLE "coverage_years";--> statement-breakpoint
CREATE TABLE "coverage_years" (
	"workspace_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"outlet_id" uuid NOT NULL,
	"language" text NOT NULL,
	"first_day" date NOT NULL,
	"days" smallint[] NOT NULL,
	"articles" integer[] NOT NULL,
	CONSTRAINT "coverage_years_pk" PRIMARY KEY("workspace_id","version_id","outlet_id","language","first_day")
);
--> statement-breakpoint
ALTER TABLE "coverage_years" ADD CONSTRAINT "coverage_years_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coverage_years_spent" ON "coverage_years" USING btree ("workspace_id") WHERE cardinality(days) = 0;--> statement-breakpoint
-- What is there already is counted as if it had just come.
DELETE FROM coverage_deltas;--> statement-breakpoint
INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change)
SELECT a.id, a.workspace_id, counted.version_id, coalesce(a.published_day, '0001-01-01'), a.outlet_id, a.language, 1
FROM articles a CROSS JOIN LATERAL (SELECT '00000000-0000-0000-0000-000000000000'::uuid AS version_id UNION ALL SELECT m.rule_version_id FROM matches m WHERE m.article_id = a.id) counted
WHERE a.deleted_at IS NULL;
