import { answerRefusal } from "@/server/api/answer-refusal";
import { sendArchive } from "@/server/api/send-archive";

/** A whole workspace as one file. */
export async function GET(request: Request, context: { params: Promise<{ archive: string }> }): Promise<Response> {
  return answerRefusal(async () => sendArchive(request, (await context.params).archive));
}
