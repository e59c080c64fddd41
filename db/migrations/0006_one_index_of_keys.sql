DROP INDEX "story_bands_window";--> statement-breakpoint
ALTER TABLE "story_bands" DROP CONSTRAINT "story_bands_workspace_id_band_article_id_pk";--> statement-breakpoint
ALTER TABLE "story_bands" ADD CONSTRAINT "story_bands_workspace_id_band_day_article_id_pk" PRIMARY KEY("workspace_id","band","day","article_id");