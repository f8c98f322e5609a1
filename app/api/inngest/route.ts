import { inngest } from "#inngest/client.ts";
import { functions } from "#inngest/functions/index.ts";
import { isServedToNetwork, serveFunctions } from "#lib/jobs/handler.ts";

const serve = serveFunctions(inngest, functions);

/** Inngest's own protocol, signed; on the embedded engine, which calls the functions within its process, nothing is here. */
const handler = (request: Request): Promise<Response> =>
  isServedToNetwork() ? serve(request) : Promise.resolve(new Response(null, { status: 404 }));

export { handler as GET, handler as POST, handler as PUT };
