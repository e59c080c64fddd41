"use client";

import { type ChangeEvent, type FormEvent, useEffect, useState, useSyncExternalStore } from "react";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Errors<Typed> = Partial<Record<(keyof Typed & string) | "root", { message: string }>>;

/** Judges what was typed: what to send, or a sentence per field. */
export type Resolver<Typed, Checked = Typed> = (typed: Typed) => Promise<{ values: Checked; errors?: undefined } | { values?: undefined; errors: Errors<Typed> }>;

interface FormState<Typed> {
  errors: Errors<Typed>;
  isSubmitting: boolean;
  /** The last sending ended without a fault. */
  isSubmitSuccessful: boolean;
}

export interface FormSettings<Typed, Checked> {
  resolver: Resolver<Typed, Checked>;
  /** A field without one keeps what stood in it before the page came alive. */
  defaultValues?: Partial<Typed> | undefined;
  /** When a field that was at fault is judged again. */
  reValidateMode?: "onChange" | "onBlur";
}

/** What is typed lives in the page's own inputs: a key draws nothing anew, however long the text is. */
export class Form<Typed extends object, Checked = Typed> {
  #settings: FormSettings<Typed, Checked>;
  readonly #controls = new Map<string, Control>();
  readonly #registered = new Map<string, { name: string; ref: (control: Control | null) => void; onChange: (event: ChangeEvent<Control>) => void; onBlur: () => void }>();
  readonly #watchers = new Set<() => void>();
  readonly #followers = new Set<(change: { values: Typed; isDirty: boolean }) => void>();
  #defaults: Partial<Typed>;
  #values: Partial<Typed>;
  #wasSent = false;
  formState: FormState<Typed> = { errors: {}, isSubmitting: false, isSubmitSuccessful: false };

  constructor(settings: FormSettings<Typed, Checked>) {
    this.#settings = settings;
    this.#defaults = settings.defaultValues ?? {};
    this.#values = { ...this.#defaults };
  }

  /** Judges by these from now on. */
  adopt(settings: FormSettings<Typed, Checked>): void {
    this.#settings = settings;
  }

  #show(changes: Partial<FormState<Typed>>): void {
    this.formState = { ...this.formState, ...changes };
    for (const notify of this.#watchers) notify();
  }

  #tellFollowers(): void {
    const values = this.getValues();
    const isDirty = Object.keys(values).some((name) => values[name as keyof Typed] !== this.#defaults[name as keyof Typed]);
    for (const follow of this.#followers) follow({ values, isDirty });
  }

  #put<Name extends keyof Typed & string>(name: Name, value: Typed[Name] | undefined): void {
    if (value === undefined) return;
    this.#values[name] = value;
    const control = this.#controls.get(name);
    if (control && control.value !== String(value)) control.value = String(value);
  }

  async #judgeAgain(name: keyof Typed & string): Promise<void> {
    if (!this.#wasSent) return;
    const { errors = {} as Errors<Typed> } = await this.#settings.resolver(this.getValues());
    if (this.formState.errors[name]?.message !== errors[name]?.message) this.#show({ errors: { ...this.formState.errors, [name]: errors[name] } });
  }

  /** Hears when errors or the sending change. */
  readonly watch = (notify: () => void) => {
    this.#watchers.add(notify);
    return () => this.#watchers.delete(notify);
  };

  /** Hears each change of a value until the answer is called. */
  readonly subscribe = (follow: (change: { values: Typed; isDirty: boolean }) => void) => {
    this.#followers.add(follow);
    return () => void this.#followers.delete(follow);
  };

  /** Props that make a control the field's. */
  register<Name extends keyof Typed & string>(name: Name, { valueAsNumber = false }: { valueAsNumber?: boolean } = {}) {
    const known = this.#registered.get(name);
    if (known) return known;
    const read = (control: Control) => (valueAsNumber ? Number(control.value) : control.value) as Typed[Name];
    const props = {
      name,
      ref: (control: Control | null) => {
        if (!control) return void this.#controls.delete(name);
        this.#controls.set(name, control);
        if (this.#values[name] === undefined) this.#values[name] = read(control);
        else this.#put(name, this.#values[name]);
      },
      onChange: ({ target }: ChangeEvent<Control>) => {
        this.#values[name] = read(target);
        this.#tellFollowers();
        if (this.#settings.reValidateMode !== "onBlur") void this.#judgeAgain(name);
      },
      onBlur: () => {
        if (this.#settings.reValidateMode === "onBlur") void this.#judgeAgain(name);
      },
    };
    this.#registered.set(name, props);
    return props;
  }

  getValues(): Typed;
  getValues<Name extends keyof Typed & string>(name: Name): Typed[Name];
  getValues(name?: keyof Typed): unknown {
    return name === undefined ? { ...this.#values } : this.#values[name];
  }

  setValue<Name extends keyof Typed & string>(name: Name, value: Typed[Name]): void {
    this.#put(name, value);
    this.#tellFollowers();
  }

  setError(name: (keyof Typed & string) | "root", { message }: { message: string }, { shouldFocus = false } = {}): void {
    this.#show({ errors: { ...this.formState.errors, [name]: { message } }, isSubmitSuccessful: false });
    if (shouldFocus) this.setFocus(name as keyof Typed & string);
  }

  setFocus(name: keyof Typed & string, { shouldSelect = false } = {}): void {
    const control = this.#controls.get(name);
    control?.focus();
    if (shouldSelect && control && "select" in control) control.select();
  }

  /** Begins anew with these values, or the first ones. */
  reset(values: Partial<Typed> = this.#defaults): void {
    this.#defaults = values;
    this.#wasSent = false;
    for (const [name, value] of Object.entries(values)) this.#put(name as keyof Typed & string, value as Typed[keyof Typed & string]);
    this.#show({ errors: {} });
    this.#tellFollowers();
  }

  /** Judges and sends. At a fault the first field at fault gets the focus. Throws what `send` throws. */
  handleSubmit(send: (checked: Checked) => unknown) {
    return async (event?: FormEvent): Promise<void> => {
      event?.preventDefault();
      this.#wasSent = true;
      this.#show({ isSubmitting: true, isSubmitSuccessful: false, errors: { ...this.formState.errors, root: undefined } });
      try {
        const judged = await this.#settings.resolver(this.getValues());
        const { errors = {} as Errors<Typed> } = judged;
        this.#show({ errors });
        if (judged.errors !== undefined) {
          const first = [...this.#controls.keys()].find((name) => name in errors);
          if (first) this.setFocus(first as keyof Typed & string);
          return;
        }
        await send(judged.values as Checked);
        this.#show({ isSubmitSuccessful: Object.values(this.formState.errors).every((error) => error === undefined) });
      } finally {
        this.#show({ isSubmitting: false });
      }
    };
  }
}

/** A form whose controls are the page's own. The component is drawn anew when errors or the sending change, not for keys. */
export function useForm<Typed extends object, Checked>(settings: FormSettings<Typed, Checked>): Form<Typed, Checked> {
  const [form] = useState(() => new Form(settings));
  useEffect(() => form.adopt(settings), [form, settings]);
  const look = () => form.formState;
  useSyncExternalStore(form.watch, look, look);
  return form;
}

/** One value, drawn anew as it changes. */
export function useFormValue<Typed extends object, Checked, Name extends keyof Typed & string>(form: Form<Typed, Checked>, name: Name): Typed[Name] {
  const look = () => form.getValues(name);
  return useSyncExternalStore(form.subscribe, look, look);
}
