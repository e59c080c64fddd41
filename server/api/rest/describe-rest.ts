import { z } from "zod";
import { errorAnswer } from "@/server/api/rest/answer-shapes";
import { REST_ROUTES, type RestParameter, type RestRoute } from "@/server/api/rest/rest-routes";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document, made of the routes' own shapes. */
export function describeRest(): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of REST_ROUTES) paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describeRoute(route, schemas) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Themeline",
      version: "1",
      description: "Coverage series, articles and themes of one workspace, for machines. An administrator makes keys in the settings; send one with every request. The filter is that of the screens: the query of a Trends or Articles page's address works here too.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ key: [] }],
    paths,
    components: { securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key that begins with tl_read_ or tl_write_." } }, schemas },
  };
}

function describeRoute(route: RestRoute, schemas: Json): Json {
  const inPath = [...route.path.matchAll(/\{(.+?)\}/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string", format: "uuid" } }));
  const answer = { description: route.summary, content: { "application/json": { schema: reference(route.answer, "output", schemas) } } };
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/[/{]+([a-z])|\}/gi, (_, letter?: string) => letter?.toUpperCase() ?? "")}`,
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    security: [{ key: [] }],
    "x-scope": route.scope,
    parameters: [...inPath, ...describeParameters(route.query, "query"), ...describeParameters(route.headers, "header")],
    ...(route.body ? { requestBody: { required: true, content: { "application/json": { schema: reference(route.body, "input", schemas) } } } } : {}),
    responses: {
      200: answer,
      ...(route.created ? { 201: answer } : {}),
      default: { description: "What went wrong, in one form: 400, 401, 403, 404, 405, 409, 429, 500 or 503.", content: { "application/json": { schema: reference(errorAnswer, "output", schemas) } } },
    },
  };
}

function describeParameters(parameters: Record<string, RestParameter> = {}, place: "query" | "header"): Json[] {
  return Object.entries(parameters).map(([name, { shape, description, isRepeated }]) => {
    const schema = schemaOf(shape, "input");
    return { name, in: place, required: false, description, ...(isRepeated ? { explode: true, schema: { type: "array", items: schema } } : { schema }) };
  });
}

function schemaOf(shape: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, id: _id, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: "any" }) as Json;
  return schema;
}

/** Puts a named shape among the components and answers where it stands. */
function reference(shape: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const name = z.globalRegistry.get(shape)?.id;
  if (!name) return schemaOf(shape, io);
  schemas[name] ??= schemaOf(shape, io);
  return { $ref: `#/components/schemas/${name}` };
}
