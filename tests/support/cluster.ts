import type { TestProject } from "vitest/node";
import { startThrowawayCluster, templateName } from "./throwaway-cluster";

declare module "vitest" {
  export interface ProvidedContext {
    adminUrl: string;
    templateUrl: string;
  }
}

/** Vitest's global set-up: one throw-away PostgreSQL for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startThrowawayCluster();
  project.provide("adminUrl", cluster.adminUrl);
  project.provide("templateUrl", cluster.buildUrl(templateName));
  return () => cluster.stop();
}
