DROP INDEX "coverage_years_spent";--> statement-breakpoint
ALTER TABLE "coverage_years" ALTER COLUMN "days" SET DATA TYPE text USING array_to_string("days", ',');--> statement-breakpoint
ALTER TABLE "coverage_years" ALTER COLUMN "articles" SET DATA TYPE text USING array_to_string("articles", ',');--> statement-breakpoint
CREATE INDEX "coverage_years_spent" ON "coverage_years" USING btree ("workspace_id") WHERE days = '';