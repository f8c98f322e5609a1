import { Webhook } from "standardwebhooks";
import { startReceiver } from "../lib/webhooks/test/receiver.ts";
import { expect, expectAccessible, expectFitsPhone, signUp, test, uniqueSlug } from "./fixtures.ts";

/** What an admin does so that a program of hers is told what happens here. */
test("a receiver is told of an uploaded model, signed; the log shows it, and it is sent again", async ({
  page,
  baseURL,
}) => {
  const receiver = await startReceiver();
  await signUp(page, baseURL, uniqueSlug("hooks"));

  await test.step("an endpoint is made, and its secret shown once", async () => {
    await page.getByRole("link", { name: "Settings" }).first().click();
    await page.getByRole("link", { name: "Webhooks" }).click();
    await expect(page.getByText("No endpoints yet")).toBeVisible();
    await expectFitsPhone(page);
    await page.getByRole("button", { name: "New endpoint" }).click();
    const dialog = page.getByRole("dialog", { name: "New endpoint" });
    await dialog.getByLabel("Address").fill("http://10.0.0.1:8080/");
    await dialog.getByRole("button", { name: "Create endpoint" }).click();
    await expect(dialog.getByText("The address must begin with https://.", { exact: true })).toBeVisible();
    await dialog.getByLabel("Address").fill(receiver.url);
    await dialog.getByLabel("Everything").click();
    await dialog.getByLabel("file.uploaded").click();
    await dialog.getByLabel("analysis.completed").click();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Create endpoint" }).click();
    await expect(page.getByText("it is shown only once")).toBeVisible();
    await expectAccessible(page);
  });
  const secret = (await page.getByTestId("webhook-secret").textContent())?.trim() ?? "";
  const verified = (type: string) =>
    receiver.received
      .map(({ body, headers }) => ({ id: headers["webhook-id"], message: message(secret, body, headers) }))
      .filter(({ message }) => message.type === type);
  await page.getByRole("button", { name: "I have kept it" }).click();

  await test.step("a test arrives", async () => {
    await page.getByRole("link", { name: receiver.url }).click();
    await expect(page.getByText("Nothing was sent")).toBeVisible();
    await page.getByRole("button", { name: "Send a test" }).click();
    await expect.poll(() => verified("webhook.test")).toHaveLength(1);
    await expect(page.getByRole("row", { name: /webhook\.test/ })).toContainText("Delivered");
  });

  await test.step("a model is uploaded, and the receiver hears of it", async () => {
    const fileId = await page.evaluate(async () => {
      const form = new FormData();
      form.append("file", await (await fetch("/samples/sample-building.ifc")).blob(), "sample-building.ifc");
      return (await (await fetch("/api/files/upload", { method: "POST", body: form })).json()).file_id;
    });
    await expect.poll(() => verified("analysis.completed"), { timeout: 60_000 }).toHaveLength(1);
    expect(verified("file.uploaded")[0]?.message.data).toMatchObject({
      file_id: fileId,
      filename: "sample-building.ifc",
    });
    expect(verified("analysis.completed")[0]?.message.data).toMatchObject({
      file_id: fileId,
      status: "completed",
    });
    // What it does not listen for does not come.
    expect(receiver.received.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      "analysis.completed",
      "file.uploaded",
      "webhook.test",
    ]);
  });

  await test.step("the log shows request and answer, and the message is sent again under its id", async () => {
    await page.getByRole("button", { name: "analysis.completed" }).click();
    const dialog = page.getByRole("dialog", { name: "Delivery" });
    await expect(dialog.getByText("204")).toBeVisible();
    await expect(dialog.getByText("webhook-timestamp")).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await dialog.getByRole("button", { name: "Send again" }).click();
    await expect.poll(() => verified("analysis.completed")).toHaveLength(2);
    const [first, second] = verified("analysis.completed");
    expect(second?.id).toBe(first?.id);
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("replay", { exact: true })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step("it is paused, resumed, and deleted", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByText("Paused: nothing is sent")).toBeVisible();
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(page.getByText("Paused: nothing is sent")).toBeHidden();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete endpoint" }).click();
    await expect(page.getByText("No endpoints yet")).toBeVisible();
  });
  await receiver.close();
});

function message(secret: string, body: string, headers: Record<string, string>) {
  return new Webhook(secret).verify(body, headers) as { type: string; data: Record<string, unknown> };
}
