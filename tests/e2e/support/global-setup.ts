import { startAppServer } from "@/tests/support/app-server";
import { createFromTemplate, startThrowawayCluster } from "@/tests/support/throwaway-cluster";
import { startLocalSite } from "./local-site";

const databaseName = "journeys";

/** One cluster, one database, one running program and one small publisher for all journeys; see `world.ts` for how tests reach them. */
export default async function setUpJourneys(): Promise<() => Promise<void>> {
  const cluster = await startThrowawayCluster();
  const site = await startLocalSite();
  const stopRest = async () => {
    await site.stop();
    await cluster.stop();
  };
  try {
    await createFromTemplate(cluster.adminUrl, databaseName);
    const databaseUrl = cluster.buildUrl(databaseName);
    const app = await startAppServer({ databaseUrl, environment: { THEMELINE_ALLOW_HOSTS: site.host } });
    const world: Record<string, string> = {
      JOURNEY_ORIGIN: app.origin,
      JOURNEY_SETUP_URL: app.setupUrl ?? "",
      JOURNEY_DATABASE_URL: databaseUrl,
      JOURNEY_TEMPLATE_URL: cluster.buildUrl("template_themeline"),
      JOURNEY_ADMIN_URL: cluster.adminUrl,
      JOURNEY_SITE: site.host,
    };
    Object.assign(process.env, world);
    return async () => {
      await app.stop();
      await stopRest();
    };
  } catch (error) {
    await stopRest();
    throw error;
  }
}
