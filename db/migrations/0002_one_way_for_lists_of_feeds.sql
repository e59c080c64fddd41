ALTER TYPE "public"."article_origin" ADD VALUE 'api' BEFORE 'demo';--> statement-breakpoint
DROP TABLE "feed_lists" CASCADE;--> statement-breakpoint
DROP TYPE "public"."feed_list_state";