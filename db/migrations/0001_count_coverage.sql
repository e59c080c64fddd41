ALTER TABLE "coverage_deltas" SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);--> statement-breakpoint
-- Triggers reach no row but the article's own, so that they run where the article lies. Whoever writes a match holds
-- its article locked (FOR SHARE or more); whoever changes an article locks it by doing so. One of the two therefore
-- sees what the other did, and nothing is counted twice or not at all.
CREATE FUNCTION count_new_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change, story_id)
  SELECT id, workspace_id, '00000000-0000-0000-0000-000000000000', coalesce(published_day, '0001-01-01'), outlet_id, language, 1, nullif(story_id, id)
  FROM new_rows WHERE deleted_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION count_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH moved AS MATERIALIZED (
    SELECT o.id, o.workspace_id, coalesce(side.day, '0001-01-01') AS day, side.outlet_id, side.language, side.change, side.story_id
    FROM old_rows o JOIN new_rows n USING (id)
    CROSS JOIN LATERAL (VALUES (o.published_day, o.outlet_id, o.language, o.deleted_at, o.story_id, -1), (n.published_day, n.outlet_id, n.language, n.deleted_at, n.story_id, 1)) AS side (day, outlet_id, language, deleted_at, story_id, change)
    WHERE side.deleted_at IS NULL
      AND (o.published_day, o.outlet_id, o.language, o.deleted_at IS NULL) IS DISTINCT FROM (n.published_day, n.outlet_id, n.language, n.deleted_at IS NULL)
  )
  INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change, story_id)
  SELECT id, workspace_id, '00000000-0000-0000-0000-000000000000', day, outlet_id, language, change, story_id FROM moved
  UNION ALL
  SELECT moved.id, moved.workspace_id, m.rule_version_id, moved.day, moved.outlet_id, moved.language, moved.change, moved.story_id FROM moved JOIN matches m ON m.article_id = moved.id
  UNION ALL
  -- An article that goes from one story to another changes no count, but both stories.
  SELECT n.id, n.workspace_id, '00000000-0000-0000-0000-000000000000', coalesce(n.published_day, '0001-01-01'), n.outlet_id, n.language, 0, story.id
  FROM old_rows o JOIN new_rows n USING (id) CROSS JOIN LATERAL (VALUES (o.story_id), (n.story_id)) AS story (id) WHERE o.story_id <> n.story_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION count_gone_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.deleted_at IS NULL THEN
    INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change, story_id)
    SELECT OLD.id, OLD.workspace_id, version_id, coalesce(OLD.published_day, '0001-01-01'), OLD.outlet_id, OLD.language, -1, OLD.story_id
    FROM (SELECT '00000000-0000-0000-0000-000000000000'::uuid AS version_id UNION ALL SELECT rule_version_id FROM matches WHERE article_id = OLD.id) counted;
  END IF;
  RETURN OLD;
END $$;--> statement-breakpoint
CREATE FUNCTION count_changed_matches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Where the article itself goes, its matches follow and find it no more: it has taken them off the counts already.
  INSERT INTO coverage_deltas (article_id, workspace_id, version_id, day, outlet_id, language, change, story_id)
  SELECT a.id, a.workspace_id, m.rule_version_id, coalesce(a.published_day, '0001-01-01'), a.outlet_id, a.language, CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END, a.story_id
  FROM changed_rows m JOIN articles a ON a.id = m.article_id WHERE a.deleted_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER articles_counted_new AFTER INSERT ON articles REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_new_articles();--> statement-breakpoint
CREATE TRIGGER articles_counted_changed AFTER UPDATE ON articles REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_changed_articles();--> statement-breakpoint
CREATE TRIGGER articles_counted_gone BEFORE DELETE ON articles FOR EACH ROW EXECUTE FUNCTION count_gone_article();--> statement-breakpoint
CREATE TRIGGER matches_counted_new AFTER INSERT ON matches REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_changed_matches();--> statement-breakpoint
CREATE TRIGGER matches_counted_gone AFTER DELETE ON matches REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_changed_matches();
