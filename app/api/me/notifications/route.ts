import { route } from "#lib/http/route.ts";
import {
  ChangeNotifications,
  changeNotifications,
  Notifications,
  readNotifications,
} from "#lib/notifications/own-notifications.ts";

export const GET = route(
  {
    summary: "Which mails about the organisation the person gets",
    access: "viewer",
    response: Notifications,
  },
  ({ ctx }) => readNotifications(ctx),
);

export const PATCH = route(
  {
    summary: "Choose which mails about the organisation to get",
    access: "viewer",
    body: ChangeNotifications,
    response: Notifications,
  },
  ({ ctx, body }) => changeNotifications(ctx, body),
);
