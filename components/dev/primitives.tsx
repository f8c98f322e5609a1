"use client";
import { Ellipsis, FolderOpen, Pencil, Trash2, Upload } from "lucide-react";
import { useState } from "react";
import { Sparkline } from "#components/charts/inline.tsx";
import { StackedBar } from "#components/charts/stacked-bar.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge, StatusPill } from "#components/ui/badge.tsx";
import { Breadcrumbs } from "#components/ui/breadcrumbs.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Checkbox, Switch } from "#components/ui/checkbox.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { Confirm, Dialog, DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, SearchInput, Textarea } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { LoadMore, Pagination } from "#components/ui/pagination.tsx";
import { LoadingRows, Progress, Skeleton } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { Stat, StatGrid } from "#components/ui/stat.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { catalogue } from "./sample.ts";
import { Row, Section } from "./section.tsx";

const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 800));

export function Primitives() {
  return (
    <>
      <Buttons />
      <Fields />
      <Overlays />
      <Statuses />
      <Containers />
      <States />
    </>
  );
}

function Buttons() {
  return (
    <Section id="buttons" title="Buttons">
      {([false, true] as const).map((disabled) => (
        <Row key={String(disabled)}>
          {(["primary", "secondary", "ghost", "danger", "danger-ghost", "link"] as const).map((variant) => (
            <Button key={variant} variant={variant} disabled={disabled}>
              {variant}
            </Button>
          ))}
        </Row>
      ))}
      <Row>
        <Button size="sm">Small</Button>
        <Button>Middle</Button>
        <Button size="lg" variant="primary">
          <Upload aria-hidden />
          Large
        </Button>
        <Button variant="primary" loading>
          Saving
        </Button>
        <Button loading>Loading</Button>
        <Button icon aria-label="Edit">
          <Pencil aria-hidden />
        </Button>
        <CopyButton value="cai_example" />
        <CopyButton value="cai_example" text />
        <Kbd>⌘K</Kbd>
      </Row>
    </Section>
  );
}

function Fields() {
  const [segment, setSegment] = useState<"class" | "storey" | "material">("class");
  return (
    <Section id="fields" title="Fields">
      <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
        <Field label="Project" hint="Shown in lists and reports.">
          {(control) => <Input {...control} placeholder="School extension" />}
        </Field>
        <Field label="Labour rate" error="Give a number, e.g. 45.00.">
          {(control) => <Input {...control} defaultValue="fortyfive" />}
        </Field>
        <Field label="Location" optional>
          {(control) => (
            <Select
              {...control}
              options={[
                { value: "us", label: "US average" },
                { value: "de", label: "Germany" },
              ]}
            />
          )}
        </Field>
        <Field label="Disabled">
          {(control) => <Input {...control} disabled defaultValue="Not yours to change" />}
        </Field>
        <Field label="Notes" className="sm:col-span-2">
          {(control) => <Textarea {...control} />}
        </Field>
        <SearchInput label="Search files" />
        <Segmented
          label="Group by"
          value={segment}
          onChange={setSegment}
          segments={[
            { value: "class", label: "Class" },
            { value: "storey", label: "Storey" },
            { value: "material", label: "Material" },
          ]}
        />
        <Checkbox label="Quick look" hint="Deleted after 37 days." defaultChecked />
        <Checkbox label="Some of them" checked="indeterminate" />
        <Switch label="Webhooks" hint="Acts at once." defaultChecked />
        <Switch label="Off" />
      </div>
    </Section>
  );
}

function Overlays() {
  const toast = useToast();
  const [chosen, setChosen] = useState("none");
  return (
    <Section id="overlays" title="Overlays">
      <Row>
        <Dialog trigger={<Button>Dialog</Button>} title="Rename the file" description="Its address stays.">
          <Field label="Name">{(control) => <Input {...control} defaultValue="school.ifc" />}</Field>
          <DialogActions>
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button variant="primary">Rename</Button>
          </DialogActions>
        </Dialog>
        <Confirm
          trigger={<Button variant="danger">Confirm</Button>}
          danger
          title="Delete school.ifc?"
          description="The file, its take-off and its estimate are removed. This cannot be undone."
          confirmLabel="Delete file"
          onConfirm={wait}
        />
        <Menu
          trigger={
            <Button icon aria-label="More">
              <Ellipsis aria-hidden />
            </Button>
          }
          align="start"
        >
          <MenuLabel>school.ifc</MenuLabel>
          <MenuItem>
            <Pencil aria-hidden />
            Rename
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger>
            <Trash2 aria-hidden />
            Delete
          </MenuItem>
        </Menu>
        <Combobox
          label="Search the catalogue"
          trigger={<Button>Combobox: {chosen}</Button>}
          options={catalogue.map((entry) => ({
            value: entry.id,
            label: entry.name,
            detail: `Priced by ${entry.unit}`,
          }))}
          onSelect={setChosen}
        />
        <Tooltip content="Measured on the closed mesh">
          <Button variant="ghost">Tooltip</Button>
        </Tooltip>
        <Button
          onClick={() =>
            toast({
              tone: "ok",
              title: "File deleted",
              description: "school.ifc",
              action: { label: "Undo", onAction: () => undefined },
            })
          }
        >
          Toast
        </Button>
        <Button
          onClick={() =>
            toast({ tone: "bad", title: "The role was not changed", description: "Ask another admin." })
          }
        >
          Bad toast
        </Button>
      </Row>
    </Section>
  );
}

function Statuses() {
  return (
    <Section id="status" title="Status">
      <Row>
        {(["neutral", "brand", "ok", "warn", "bad", "info"] as const).map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <StatusPill tone="brand" live>
          Processing
        </StatusPill>
        <StatusPill tone="ok">Completed</StatusPill>
        <Avatar name="Ada Lovelace" />
        <Avatar name="Müller Bau" square />
      </Row>
      <div className="grid max-w-xl gap-3">
        <Progress label="Known" value={0.4} />
        <Progress label="Warning" value={0.85} tone="warn" />
        <Progress label="Unknown" value={null} />
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        <Callout title="Information">The factor table has a new version.</Callout>
        <Callout tone="ok" title="Done" />
        <Callout tone="warn" title="Class 5 prices" action={<Button size="sm">Open</Button>}>
          Put in your own rates.
        </Callout>
        <Callout tone="bad" title="The upload was refused">
          The checksum differs. Upload it again.
        </Callout>
      </div>
    </Section>
  );
}

function Containers() {
  return (
    <Section id="containers" title="Containers">
      <Breadcrumbs
        items={[
          { label: "Files", href: "#files" },
          { label: "School extension", href: "#project" },
          { label: "school.ifc" },
        ]}
      />
      <StatGrid>
        <Stat
          label="Files"
          value="1,284"
          note="12 this week"
          chart={<Sparkline label="Files a day, rising" values={[3, 4, 2, 6, 7, 9, 8]} />}
        />
        <Stat label="Storage" value="42.7" unit="GiB" note="of 100 GiB" />
        <Stat label="Carbon" value="458" unit="kgCO₂e/m²" />
        <Stat label="Plan" value="Pro" />
      </StatGrid>
      <Card>
        <CardHeader
          title="Card"
          description="With a header, a body and a foot."
          actions={<Button size="sm">Action</Button>}
        />
        <CardBody className="grid gap-4">
          <DataList
            items={[
              { key: "a", term: "Schema", value: "IFC4" },
              { key: "b", term: "Application", value: "Authoring tool 2026" },
            ]}
          />
          <StackedBar
            label="Parts"
            parts={[
              { id: "a", label: "Material", value: 50, text: "$50" },
              { id: "b", label: "Labour", value: 30, text: "$30" },
              { id: "c", label: "Equipment", value: 15, text: "$15" },
              { id: "d", label: "Waste", value: 5, text: "$5" },
            ]}
          />
          <Tabs
            label="Results"
            items={[
              { value: "a", label: "Take-off", count: 4, content: "Sums by class" },
              { value: "b", label: "Materials", count: 12, content: "Names" },
            ]}
          />
        </CardBody>
        <CardFooter>
          <span>Foot</span>
        </CardFooter>
      </Card>
      <Pagination from={51} to={100} total={2310} previousHref="#previous" nextHref="#next" />
      <LoadMore shown={50} total={218} loading={false} onLoadMore={() => undefined} />
    </Section>
  );
}

function States() {
  return (
    <Section id="states" title="States">
      <div className="grid gap-4 lg:grid-cols-3">
        <Card>
          <EmptyState
            icon={FolderOpen}
            title="No files yet"
            action={<Button variant="primary">Upload</Button>}
          >
            Upload an IFC model to begin.
          </EmptyState>
        </Card>
        <Card>
          <ErrorState
            title="The list could not be read"
            traceId="4bf92f3577b34da6a3ce929d0e0e4736"
            action={<Button>Try again</Button>}
          >
            The database did not answer in time.
          </ErrorState>
        </Card>
        <Card className="py-2">
          <LoadingRows label="Loading files" />
          <div className="px-4">
            <Skeleton className="w-1/2" />
          </div>
        </Card>
      </div>
    </Section>
  );
}
