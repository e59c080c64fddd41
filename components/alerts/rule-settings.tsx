import type { Rule } from "@/components/alerts/rule-list";
import type { RuleStart } from "@/components/alerts/rule-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { AlertKind } from "@/server/core/alerts/alert-words";

/** The form as it is typed: every kind's fields at once, so that changing the kind loses nothing. */
export interface RuleValues {
  kind: AlertKind;
  name: string;
  /** The filter without days and themes. */
  query: string;
  themes: string[];
  unit: "articles" | "stories";
  by: "share" | "count";
  minArticles: string;
  measure: "share" | "count";
  direction: "above" | "below";
  value: string;
  per: "day" | "week";
  feedId: string;
  days: string;
  quietDays: string;
}

export function startValues(rule: Rule | undefined, start: RuleStart | undefined): RuleValues {
  const blank: RuleValues = { kind: "spike", name: "", query: start?.query ?? "", themes: start?.themes ?? [], unit: start?.unit ?? "articles", by: "share", minArticles: "5", measure: "share", direction: "above", value: "10", per: "day", feedId: "", days: "3", quietDays: "3" };
  if (!rule) return blank;
  const params = new URLSearchParams(rule.rule.query);
  const themes = params.getAll("theme");
  params.delete("theme");
  const common = { ...blank, kind: rule.rule.kind, name: rule.name, query: params.toString(), themes, quietDays: String(rule.rule.quietDays) };
  switch (rule.rule.kind) {
    case "spike":
      return { ...common, unit: rule.rule.settings.unit, by: rule.rule.settings.by, minArticles: String(rule.rule.settings.minArticles) };
    case "threshold": {
      const { unit, measure, direction, value, per } = rule.rule.settings;
      return { ...common, unit, measure, direction, per, value: String(measure === "share" ? Number((value * 100).toFixed(4)) : value) };
    }
    case "silence":
      return { ...common, feedId: rule.rule.settings.feedId, days: String(rule.rule.settings.days) };
    case "digest":
      return { ...common, unit: rule.rule.settings.unit };
  }
}

/** What was typed as a rule; numbers that are none reach the server's shape, which names the field. */
export function settingsOf(values: RuleValues) {
  const params = new URLSearchParams(values.query);
  for (const theme of values.themes) params.append("theme", theme);
  const number = (text: string) => (text.trim() === "" ? Number.NaN : Number(text));
  const common = { name: values.name, query: params.toString(), quietDays: number(values.quietDays) };
  switch (values.kind) {
    case "spike":
      return { ...common, kind: values.kind, settings: { unit: values.unit, by: values.by, minArticles: number(values.minArticles) } };
    case "threshold":
      return { ...common, kind: values.kind, settings: { unit: values.unit, measure: values.measure, direction: values.direction, per: values.per, value: values.measure === "share" ? number(values.value) / 100 : number(values.value) } };
    case "silence":
      return { ...common, kind: values.kind, query: "" as const, settings: { feedId: values.feedId, days: number(values.days) } };
    case "digest":
      return { ...common, kind: values.kind, quietDays: 0 as const, settings: { unit: values.unit } };
  }
}

interface RuleSettingsProps {
  values: RuleValues;
  errors: Record<string, string>;
  feeds: { id: string; name: string }[];
  onChange: (changed: Partial<RuleValues>) => void;
}

/** The fields of the chosen kind. */
export function RuleSettings({ values, errors, feeds, onChange }: RuleSettingsProps) {
  const numeric = (name: "minArticles" | "value" | "days" | "quietDays", label: string, min: number, max: number, step = "1") => (
    <Field label={label} error={errors[name]}>
      <TextInput type="number" inputMode="decimal" min={min} max={max} step={step} required value={values[name]} onChange={(event) => onChange({ [name]: event.target.value })} />
    </Field>
  );
  const unit = (
    <Field label="Count">
      <Select value={values.unit} onChange={(event) => onChange({ unit: event.target.value as RuleValues["unit"] })} options={[{ value: "articles", label: "articles" }, { value: "stories", label: "stories, reprints once" }]} />
    </Field>
  );
  const quiet = numeric("quietDays", "Then quiet for, in days", 0, 90);
  const grid = "grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-4";
  switch (values.kind) {
    case "spike":
      return (
        <div className={grid}>
          <Field label="Compare">
            <Select value={values.by} onChange={(event) => onChange({ by: event.target.value as RuleValues["by"] })} options={[{ value: "share", label: "by share, four weeks" }, { value: "count", label: "by number, 14 days" }]} />
          </Field>
          {unit}
          {numeric("minArticles", `Not below, in ${values.unit}`, 2, 10_000)}
          {quiet}
        </div>
      );
    case "threshold":
      return (
        <div className={grid}>
          <Field label="Measure">
            <Select value={values.measure} onChange={(event) => onChange({ measure: event.target.value as RuleValues["measure"] })} options={[{ value: "share", label: "share of coverage" }, { value: "count", label: "number" }]} />
          </Field>
          {unit}
          <Field label="Of">
            <Select value={values.per} onChange={(event) => onChange({ per: event.target.value as RuleValues["per"] })} options={[{ value: "day", label: "a day" }, { value: "week", label: "a week" }]} />
          </Field>
          <Field label="Is">
            <Select value={values.direction} onChange={(event) => onChange({ direction: event.target.value as RuleValues["direction"] })} options={[{ value: "above", label: "at this line or above" }, { value: "below", label: "at this line or below" }]} />
          </Field>
          {numeric("value", values.measure === "share" ? "Line, in %" : "Line", 0, values.measure === "share" ? 100 : 1_000_000, values.measure === "share" ? "any" : "1")}
          {quiet}
        </div>
      );
    case "silence":
      return (
        <div className={grid}>
          <Field label="Feed" error={errors.feedId}>
            <Select value={values.feedId} onChange={(event) => onChange({ feedId: event.target.value })} required options={[{ value: "", label: "Choose a feed" }, ...feeds.map(({ id, name }) => ({ value: id, label: name }))]} />
          </Field>
          {numeric("days", "Silent for, in days", 1, 90)}
          {quiet}
        </div>
      );
    case "digest":
      return <div className={grid}>{unit}</div>;
  }
}
