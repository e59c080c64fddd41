ALTER TYPE "public"."import_state" ADD VALUE 'reading' BEFORE 'waiting';--> statement-breakpoint
ALTER TYPE "public"."import_state" ADD VALUE 'ready' BEFORE 'waiting';--> statement-breakpoint
CREATE TABLE "import_plans" (
	"workspace_id" uuid NOT NULL,
	"shape" "bytea" NOT NULL,
	"plan" jsonb NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_plans_workspace_id_shape_pk" PRIMARY KEY("workspace_id","shape")
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "recognised" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "plan" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "checked" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "undone_from" "import_state";--> statement-breakpoint
ALTER TABLE "import_plans" ADD CONSTRAINT "import_plans_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;