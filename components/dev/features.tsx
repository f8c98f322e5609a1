"use client";
import { ApiKeysTable } from "#components/api-keys/api-keys-table.tsx";
import { CreateApiKeyForm } from "#components/api-keys/create-api-key-form.tsx";
import { AcceptInvitationForm } from "#components/auth/accept-invitation-form.tsx";
import { ForgotPasswordForm, ResetPasswordForm } from "#components/auth/password-reset-forms.tsx";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { SignUpForm } from "#components/auth/sign-up-form.tsx";
import { EstimatesTable } from "#components/estimates/estimates-table.tsx";
import { ManualEstimateForm } from "#components/estimates/manual-estimate-form.tsx";
import { CarbonSummary } from "#components/files/carbon-summary.tsx";
import { CostSummary } from "#components/files/cost-summary.tsx";
import { EstimateLinesTable } from "#components/files/estimate-lines-table.tsx";
import { FileTable } from "#components/files/file-table.tsx";
import { FloorAreaCard } from "#components/files/floor-area-card.tsx";
import { ProcessingTimeline } from "#components/files/processing-timeline.tsx";
import { StoreyTable } from "#components/files/storey-table.tsx";
import { Inbox } from "#components/inbox/inbox.tsx";
import { InvitationsTable } from "#components/members/invitations-table.tsx";
import { InviteDialog } from "#components/members/invite-dialog.tsx";
import { MembersTable } from "#components/members/members-table.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { FormProblem } from "#components/ui/use-submit.ts";
import { DropZone } from "#components/uploads/drop-zone.tsx";
import { UploadLine } from "#components/uploads/upload-line.tsx";
import * as sample from "./sample.ts";
import { Section } from "./section.tsx";

const nothing = () => undefined;
const uploadActions = {
  onPause: nothing,
  onResume: nothing,
  onRemove: nothing,
  onUploadAnyway: nothing,
  onGiveBack: nothing,
};
const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 600));
const refuse = async (): Promise<FormProblem> => {
  await wait();
  return {
    message: "E-mail or password is wrong. Try again, or ask for a link by mail.",
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  };
};
const accept = async () => {
  await wait();
  return undefined;
};

export function Features() {
  return (
    <>
      <Uploads />
      <Results />
      <Administration />
      <Forms />
    </>
  );
}

function Uploads() {
  return (
    <Section id="uploads" title="Files and uploads">
      <DropZone
        accept={["ifc", "ifczip", "dwg", "dxf", "rvt", "pdf", "xlsx", "csv"]}
        maxSize={5 * 2 ** 30}
        onFiles={nothing}
        temporary={false}
        onTemporaryChange={nothing}
      />
      <Card>
        <CardHeader title="Lines of the upload queue" />
        <ul>
          {sample.uploads.map((item) => (
            <UploadLine key={item.key} item={item} actions={uploadActions} />
          ))}
        </ul>
      </Card>
      <Card>
        <FileTable files={sample.files} />
      </Card>
      <Card>
        <FileTable files={[]} caption="No files" />
      </Card>
    </Section>
  );
}

function Results() {
  return (
    <Section id="results" title="Results of a file">
      <Card>
        <CardHeader title="Processing" />
        <CardBody className="grid gap-6">
          <ProcessingTimeline steps={sample.steps} />
          <ProcessingTimeline steps={sample.failedSteps} />
        </CardBody>
      </Card>
      <div className="grid items-start gap-4 lg:grid-cols-3">
        <CostSummary
          cost={sample.cost}
          coverage={sample.coverage}
          perM2={{ amount: "431.20", currency: "USD" }}
          placeholder
          basis="Default price book, version 3"
          location="US average"
        />
        <CarbonSummary carbon={sample.carbon} floorAreaM2={2857.3} basis="Default factors, version 2" />
        <FloorAreaCard
          area={{
            gross_m2: 2857.3,
            gross_source: "measured",
            net_m2: 2410,
            net_source: "stated",
            used_m2: 2857.3,
            used_kind: "gross",
          }}
          onConfirm={accept}
        />
      </div>
      <Card>
        <CardHeader title="Lines" />
        <EstimateLinesTable
          fileId={null}
          lines={sample.lines}
          total={{ amount: "197267.50", currency: "USD" }}
          totalCarbonKg={sample.lines.reduce((sum, line) => sum + (line.carbon_a1_a3_kg ?? 0), 0)}
        />
      </Card>
      <Card>
        <CardHeader title="Storeys" />
        <StoreyTable fileId={null} storeys={sample.storeys} />
      </Card>
    </Section>
  );
}

function Administration() {
  return (
    <Section id="administration" title="Administration">
      <Card>
        <CardHeader
          title="Members"
          actions={
            <InviteDialog
              freeSeats={3}
              permissions={[{ may: "See files", role: "viewer" }]}
              onInvite={async () => ({ outcomes: [] })}
            />
          }
        />
        <MembersTable
          ownId="1"
          onChangeRole={wait}
          manage={{ onRemove: wait, onSignOut: wait, onResetFactor: wait, onTransfer: wait }}
          members={[
            {
              user_id: "1",
              name: "Ada Lovelace",
              email: "ada@example.org",
              role: "admin",
              joined_at: "2026-01-04T10:00:00Z",
              mail_bounces: false,
              second_factor: true,
              api_keys: [{ name: "Nightly import", prefix: "cai_b3c1f0" }],
            },
            {
              user_id: "2",
              name: "",
              email: "grace@example.org",
              role: "editor",
              joined_at: "2026-03-04T10:00:00Z",
              mail_bounces: true,
              second_factor: true,
              api_keys: [],
            },
          ]}
        />
      </Card>
      <Card>
        <CardHeader title="Open invitations" />
        <InvitationsTable
          onRevoke={wait}
          onResend={wait}
          invitations={[
            {
              id: "1",
              email: "new@example.org",
              role: "viewer",
              invited_by: "Ada Lovelace",
              expires_at: "2026-12-24T10:00:00Z",
              status: "open",
              sends: 1,
              mail_bounces: false,
              last_sent_at: "2026-12-17T10:00:00Z",
            },
          ]}
        />
      </Card>
      <Card>
        <CardHeader title="API keys" />
        <CardBody>
          <CreateApiKeyForm
            ownRole="editor"
            create={async () => ({ ok: true, data: { api_key: "cai_b3c1f0e2d9a84c6fb7d1e5a2c8f04b96" } })}
          />
        </CardBody>
        <ApiKeysTable
          manage={{
            rename: async () => ({ ok: true, data: undefined }),
            revoke: async () => ({ ok: true, data: undefined }),
            rotate: async () => ({ ok: true, data: { api_key: "cai_b3c1f0e2d9a84c6fb7d1e5a2c8f04b96" } }),
          }}
          keys={[
            {
              id: "1",
              name: "Nightly import",
              prefix: "cai_b3c1f0",
              role: "editor",
              present_role: "viewer",
              calls_this_month: 1204,
              calls_30_days: 5310,
              created_by: "Ada Lovelace",
              created_at: "2026-10-01T08:00:00Z",
              expires_at: null,
              last_used_at: "2026-11-24T02:00:00Z",
              status: "active",
            },
            {
              id: "2",
              name: "Old script",
              prefix: "cai_77aa01",
              role: "viewer",
              present_role: "viewer",
              calls_this_month: 0,
              calls_30_days: 0,
              created_by: null,
              created_at: "2026-01-01T08:00:00Z",
              expires_at: "2026-03-01T08:00:00Z",
              last_used_at: null,
              status: "expired",
            },
          ]}
        />
      </Card>
      <Card>
        <CardHeader title="Estimates" />
        <EstimatesTable
          estimates={[
            {
              id: "1",
              name: "School extension",
              origin: "file",
              location: "Berlin",
              cost: sample.cost,
              coverage: 0.93,
              carbon_kg: 458_200,
              created_at: "2026-11-20T09:40:00Z",
            },
            {
              id: "2",
              name: "Garage",
              origin: "manual",
              location: "US average",
              cost: null,
              coverage: 0,
              carbon_kg: null,
              created_at: "2026-11-21T09:40:00Z",
            },
          ]}
        />
      </Card>
      <Inbox
        href="#mail-{id}"
        mails={[
          {
            id: "1",
            recipient: "ada@example.org",
            subject: "Sign in to Müller Bau",
            created_at: "2026-11-24T16:00:00Z",
          },
          {
            id: "2",
            recipient: "grace@example.org",
            subject: "You are invited to Müller Bau",
            created_at: "2026-11-23T16:00:00Z",
          },
        ]}
        selected={{
          id: "1",
          recipient: "ada@example.org",
          subject: "Sign in to Müller Bau",
          created_at: "2026-11-24T16:00:00Z",
          text: "Open this link within 10 minutes to sign in.\n\nhttp://demo.localhost:3000/sign-in/token#abc\n\nIf you did not ask for it, ignore this mail.",
          html: "<p>Open this link within 10 minutes to sign in.</p>",
        }}
      />
    </Section>
  );
}

function Forms() {
  return (
    <Section id="forms" title="Forms">
      <ManualEstimateForm
        onSubmit={accept}
        materialNames={sample.catalogue.map((entry) => entry.name)}
        locations={["US average", "Berlin"]}
        defaults={{ location: "Berlin", labor_rate: "45.00", equipment_rate: "75.00", currency: "USD" }}
      />
      <div className="grid items-start gap-4 md:grid-cols-2 lg:grid-cols-3">
        <FormCard title="Sign in">
          <SignInForm onPassword={refuse} onMagicLink={accept} notice="You were signed out." />
        </FormCard>
        <FormCard title="Create organisation">
          <SignUpForm
            rootDomain="localhost:3000"
            onSubmit={async () => ({
              message: "The organisation was not created.",
              fields: { slug: "This address is taken. Choose another." },
            })}
          />
        </FormCard>
        <FormCard title="Join">
          <AcceptInvitationForm
            invitation={{ organisation: "Müller Bau", email: "new@example.org", role: "viewer" }}
            hasAccount={false}
            onSubmit={accept}
          />
        </FormCard>
        <FormCard title="Forgot password">
          <ForgotPasswordForm request={async () => ({ ok: true, data: { email: "ada@example.org" } })} />
        </FormCard>
        <FormCard title="New password">
          <ResetPasswordForm onSubmit={accept} />
        </FormCard>
      </div>
    </Section>
  );
}

function FormCard({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card>
      <CardHeader title={title} level={3} />
      <CardBody>{children}</CardBody>
    </Card>
  );
}
