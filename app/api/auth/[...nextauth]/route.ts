import NextAuth from "next-auth";
import { isSameOrigin } from "@/server/api/same-origin";
import { authOptions } from "@/server/auth/options";

async function handler(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  if (request.method === "POST" && !isSameOrigin(request.headers)) return Response.json({ message: "This request comes from another site." }, { status: 403 });
  return NextAuth(authOptions())(request, context);
}

export { handler as GET, handler as POST };
