"use client";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { Button } from "./button.tsx";
import { TraceId } from "./states.tsx";

export interface ToastMessage {
  title: string;
  description?: string;
  tone?: "info" | "ok" | "bad";
  /** Of a fault on our side, for support to find it. */
  traceId?: string | null;
  /** One thing to do about it, such as undo. */
  action?: { label: string; onAction: () => void };
}

const Context = createContext<(message: ToastMessage) => void>(() => undefined);

/** `const toast = useToast(); toast({ title: "File deleted", action: { label: "Undo", onAction } })` */
export const useToast = () => useContext(Context);

const icons = { info: Info, ok: CircleCheck, bad: CircleAlert };
const colours = { info: "text-info", ok: "text-ok", bad: "text-bad" };

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(ToastMessage & { id: string })[]>([]);
  const show = useCallback(
    (message: ToastMessage) =>
      setToasts((list) => [...list.slice(-3), { ...message, id: crypto.randomUUID() }]),
    [],
  );
  const dismiss = (id: string) => setToasts((list) => list.filter((toast) => toast.id !== id));
  return (
    <Context value={show}>
      <Radix.Provider duration={6000} swipeDirection="down">
        {children}
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={() => dismiss(toast.id)} />
        ))}
        <Radix.Viewport className="fixed right-0 bottom-0 z-50 grid w-full gap-2 p-4 outline-none sm:w-96" />
      </Radix.Provider>
    </Context>
  );
}

function ToastCard({ toast, onClose }: { toast: ToastMessage; onClose: () => void }) {
  const tone = toast.tone ?? "info";
  const Icon = icons[tone];
  return (
    <Radix.Root
      // Long enough to copy the id.
      {...(toast.traceId ? { duration: 20_000 } : {})}
      onOpenChange={(open) => !open && onClose()}
      className="flex animate-in items-start gap-2.5 rounded-lg border border-line bg-surface p-3 shadow-lg"
    >
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${colours[tone]}`} />
      <div className="min-w-0 grow">
        <Radix.Title className="font-medium">{toast.title}</Radix.Title>
        {toast.description && (
          <Radix.Description className="text-ink-2 text-sm">{toast.description}</Radix.Description>
        )}
        {toast.traceId && <TraceId id={toast.traceId} start />}
      </div>
      {toast.action && (
        <Radix.Action asChild altText={toast.action.label}>
          <Button size="sm" onClick={toast.action.onAction}>
            {toast.action.label}
          </Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <Button variant="ghost" size="sm" icon aria-label="Dismiss">
          <X aria-hidden />
        </Button>
      </Radix.Close>
    </Radix.Root>
  );
}
