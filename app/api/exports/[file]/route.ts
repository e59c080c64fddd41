import { answerRefusal } from "@/server/api/answer-refusal";
import { sendExport } from "@/server/api/send-export";

/** The rows of a chart or a list as a file. */
export async function GET(request: Request, context: { params: Promise<{ file: string }> }): Promise<Response> {
  return answerRefusal(async () => sendExport(request, (await context.params).file));
}
