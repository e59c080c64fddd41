CREATE TABLE "coverage_counts" (
	"workspace_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"outlet_id" uuid NOT NULL,
	"language" text NOT NULL,
	"day" date NOT NULL,
	"articles" integer NOT NULL,
	CONSTRAINT "coverage_counts_workspace_id_version_id_outlet_id_language_day_pk" PRIMARY KEY("workspace_id","version_id","outlet_id","language","day")
);
--> statement-breakpoint
CREATE TABLE "coverage_deltas" (
	"article_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"day" date NOT NULL,
	"outlet_id" uuid NOT NULL,
	"language" text NOT NULL,
	"change" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "coverage_years" (
	"workspace_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"articles" integer[] NOT NULL,
	CONSTRAINT "coverage_years_workspace_id_version_id_first_day_pk" PRIMARY KEY("workspace_id","version_id","first_day")
);
--> statement-breakpoint
ALTER TABLE "coverage_counts" ADD CONSTRAINT "coverage_counts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coverage_years" ADD CONSTRAINT "coverage_years_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coverage_counts_spent" ON "coverage_counts" USING btree ("workspace_id") WHERE articles = 0;--> statement-breakpoint
CREATE INDEX "coverage_deltas_workspace" ON "coverage_deltas" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "articles_copies" ON "articles" USING btree ("workspace_id","story_id") WHERE story_id <> id;--> statement-breakpoint
ALTER TABLE "coverage_deltas" SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);--> statement-breakpoint
-- Triggers reach no row but the article's own, so that they run where the article lies. Whoever writes a match holds
-- its article locked (FOR SHARE or more); whoever changes an article locks it by doing so. One of the two therefore
-- sees what the other did, and nothing is counted twice or not at all.
CREATE FUNCTION count_new_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change)
  SELECT id, workspace_id, '00000000-0000-0000-0000-000000000000', coalesce(published_day, '0001-01-01'), outlet_id, language, 1
  FROM new_rows WHERE deleted_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION count_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH moved AS MATERIALIZED (
    SELECT o.id, o.workspace_id, coalesce(side.day, '0001-01-01') AS day, side.outlet_id, side.language, side.change
    FROM old_rows o JOIN new_rows n USING (id)
    CROSS JOIN LATERAL (VALUES (o.published_day, o.outlet_id, o.language, o.deleted_at, -1), (n.published_day, n.outlet_id, n.language, n.deleted_at, 1)) AS side (day, outlet_id, language, deleted_at, change)
    WHERE side.deleted_at IS NULL
      AND (o.published_day, o.outlet_id, o.language, o.deleted_at IS NULL) IS DISTINCT FROM (n.published_day, n.outlet_id, n.language, n.deleted_at IS NULL)
  )
  INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change)
  SELECT id, workspace_id, '00000000-0000-0000-0000-000000000000', day, outlet_id, language, change FROM moved
  UNION ALL
  SELECT moved.id, moved.workspace_id, m.rule_version_id, moved.day, moved.outlet_id, moved.language, moved.change FROM moved JOIN matches m ON m.article_id = moved.id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION count_gone_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.deleted_at IS NULL THEN
    INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change)
    SELECT OLD.id, OLD.workspace_id, version_id, coalesce(OLD.published_day, '0001-01-01'), OLD.outlet_id, OLD.language, -1
    FROM (SELECT '00000000-0000-0000-0000-000000000000'::uuid AS version_id UNION ALL SELECT rule_version_id FROM matches WHERE article_id = OLD.id) counted;
  END IF;
  RETURN OLD;
END $$;--> statement-breakpoint
CREATE FUNCTION count_changed_matches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Where the article itself goes, its matches follow and find it no more: it has taken them off the counts already.
  INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change)
  SELECT a.id, a.workspace_id, m.rule_version_id, coalesce(a.published_day, '0001-01-01'), a.outlet_id, a.language, CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END
  FROM changed_rows m JOIN articles a ON a.id = m.article_id WHERE a.deleted_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER articles_counted_new AFTER INSERT ON articles REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_new_articles();--> statement-breakpoint
CREATE TRIGGER articles_counted_changed AFTER UPDATE ON articles REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_changed_articles();--> statement-breakpoint
CREATE TRIGGER articles_counted_gone BEFORE DELETE ON articles FOR EACH ROW EXECUTE FUNCTION count_gone_article();--> statement-breakpoint
CREATE TRIGGER matches_counted_new AFTER INSERT ON matches REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_changed_matches();--> statement-breakpoint
CREATE TRIGGER matches_counted_gone AFTER DELETE ON matches REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_changed_matches();--> statement-breakpoint
-- What is there already is counted as if it had just come.
INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change)
SELECT a.id, a.workspace_id, counted.version_id, coalesce(a.published_day, '0001-01-01'), a.outlet_id, a.language, 1
FROM articles a CROSS JOIN LATERAL (SELECT '00000000-0000-0000-0000-000000000000'::uuid AS version_id UNION ALL SELECT m.rule_version_id FROM matches m WHERE m.article_id = a.id) counted
WHERE a.deleted_at IS NULL;
