import { answerRest } from "@/server/api/rest/answer-rest";
import { webDatabase } from "@/server/database";

const answer = (request: Request): Promise<Response> => answerRest({ db: webDatabase().db, now: () => new Date() }, request);

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
