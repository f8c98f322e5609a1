"use client";
import { useTranslations } from "next-intl";
import { formatDateTime } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { Drawer } from "#components/ui/drawer.tsx";
import { actionLabel, actorName, type EntryAnswer, fieldLabel, targetLabel, valueText } from "./labels.ts";

/** One entry in full: what changed, who did it, from where. */
export function EntryDrawer({
  entry,
  onClose,
  onFilter,
}: {
  entry: EntryAnswer | null;
  onClose: () => void;
  onFilter: (filter: { actor?: string; target?: string }) => void;
}) {
  const t = useTranslations("audit");
  return (
    <Drawer
      open={entry !== null}
      onClose={onClose}
      title={entry ? actionLabel(t, entry.action) : ""}
      description={entry && formatDateTime(entry.created_at)}
    >
      {entry && (
        <>
          <Changes entry={entry} />
          <DataList
            items={[
              {
                key: "who",
                term: t("entryDrawer.who"),
                value: (
                  <>
                    {actorName(t, entry.actor)}
                    {entry.actor.detail && <span className="block text-ink-3">{entry.actor.detail}</span>}
                  </>
                ),
              },
              {
                key: "what",
                term: targetLabel(t, entry.target.type),
                value: <Copyable value={entry.target.id} label={t("entryDrawer.copyTheTargetsId")} />,
              },
              ...Object.entries(entry.detail).map(([name, value]) => ({
                key: `detail-${name}`,
                term: fieldLabel(t, name),
                value: <span className="whitespace-pre-wrap break-words">{valueText(t, value)}</span>,
              })),
            ]}
          />
          <DataList
            items={[
              { key: "ip", term: t("entryDrawer.address"), value: entry.ip ?? "—" },
              { key: "agent", term: t("entryDrawer.program"), value: entry.user_agent ?? "—" },
              {
                key: "trace",
                term: t("entryDrawer.traceId"),
                value: entry.trace_id ? (
                  <Copyable value={entry.trace_id} label={t("entryDrawer.copyTraceId")} />
                ) : (
                  "—"
                ),
              },
              { key: "seq", term: t("entryDrawer.entry"), value: entry.seq ?? "—" },
              {
                key: "action",
                term: t("entryDrawer.action"),
                value: <code className="font-mono">{entry.action}</code>,
              },
            ]}
          />
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => onFilter({ actor: entry.actor.id })}>
              {t("entryDrawer.allBy", { actor: actorName(t, entry.actor) })}
            </Button>
            <Button size="sm" onClick={() => onFilter({ target: entry.target.id })}>
              {t("entryDrawer.allAboutIt")}
            </Button>
          </div>
        </>
      )}
    </Drawer>
  );
}

/** The fields that changed, as they were and as they are. */
function Changes({ entry: { before, after } }: { entry: EntryAnswer }) {
  const t = useTranslations("audit");
  const names = Object.keys({ ...before, ...after });
  if (names.length === 0) return null;
  return (
    <section
      aria-label={t("entryDrawer.whatChanged")}
      className="overflow-x-auto rounded-lg border border-line"
    >
      <table className="w-full text-base">
        <caption className="sr-only">{t("entryDrawer.whatChanged")}</caption>
        <thead>
          <tr className="border-line border-b text-left text-ink-3 text-sm">
            <th scope="col" className="px-3 py-2 font-medium">
              {t("entryDrawer.field")}
            </th>
            {before && (
              <th scope="col" className="px-3 py-2 font-medium">
                {t("entryDrawer.before")}
              </th>
            )}
            {after && (
              <th scope="col" className="px-3 py-2 font-medium">
                {t("entryDrawer.after")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name} className="border-line border-b align-top last:border-b-0">
              <th scope="row" className="px-3 py-2 text-left font-medium">
                {fieldLabel(t, name)}
              </th>
              {before && (
                <td className="max-w-56 whitespace-pre-wrap break-words bg-bad-soft px-3 py-2">
                  {valueText(t, before[name])}
                </td>
              )}
              {after && (
                <td className="max-w-56 whitespace-pre-wrap break-words bg-ok-soft px-3 py-2">
                  {valueText(t, after[name])}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
