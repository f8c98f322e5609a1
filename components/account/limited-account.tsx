import { Callout } from "#components/ui/callout.tsx";

/** Says on the pages of one's own account why they change nothing now. */
export function LimitedAccount({ organisation }: { organisation: string }) {
  return (
    <Callout tone="warn" title={`You are signed in by the single sign-on of ${organisation}`}>
      It reaches what belongs to {organisation}, and not your own account: its profile, password, second
      factor and other sessions. Sign in by password or link to change those, or ask an admin to prove the
      domain of your address under Settings, Sign-in.
    </Callout>
  );
}
