import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { settingWords } from "../setting-words.ts";
import { settingGroups } from "~/settings/settings.ts";
import type { ShownSetting } from "~/settings/show-settings.server.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { asRequired, fieldWith } from "~/ui/field.tsx";
import { FactorField } from "~/ui/factor-field.tsx";
import { countOf, formatDate, formatNumber } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextArea, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

/** What a change would do, as its question says it. */
export type SettingAsk = { to: string; erases?: { noun: string; count: number; most: number } };

type Groups = keyof typeof settingGroups;

/** Every setting in its group, each with the way to its form. */
export function SettingList({ settings, now }: { settings: readonly ShownSetting[]; now: Date }) {
  return (Object.keys(settingGroups) as Groups[]).map((group) => (
    <Section key={group} title={settingGroups[group]}>
      <ul className="people">
        {settings
          .filter((setting) => setting.group === group)
          .map(({ name, label, help, value, standIn, changed }) => (
            <li key={name}>
              <p className="who">
                <b>
                  {label}: <span className="setting-value">{settingWords(name, value, standIn)}</span>
                </b>
                <span>{help}</span>
                {changed ? (
                  <span>
                    Set on {formatDate(changed.at, now)} by {changed.by}.
                  </span>
                ) : null}
              </p>
              <div className="btns">
                <ButtonLink to={`${paths.adminSettings({ ask: name })}#ask`}>
                  Change…<span className="vh"> {label}</span>
                </ButtonLink>
              </div>
            </li>
          ))}
      </ul>
    </Section>
  ));
}

/** The form of one setting; the next page asks before anything is saved. */
export function SettingForm({ setting }: { setting: ShownSetting }) {
  const { name, label, help, value } = setting;
  const { form, fields, pending, attempt } = useBoardForm<{ value: string }>(`setting-${name}`, { value });
  return (
    <Form method="post" action={paths.adminSettings({ ask: name })} id="ask" className="ask form narrow" noValidate>
      <ErrorSummary
        errors={summaryErrors([{ label, field: fields.value }], form.errors)}
        attempt={attempt}
        title="Nothing was saved"
      />
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="seen" value={setting.version} />
      {setting.type === "text" ? (
        <TextArea field={fieldWith(fields.value, { maxLength: setting.longest })} label={label} help={help} rows={4} />
      ) : setting.type === "email" ? (
        <TextField
          field={fieldWith(fields.value, { maxLength: setting.longest })}
          label={label}
          help={help}
          type="email"
          autoComplete="off"
        />
      ) : (
        <TextField
          field={asRequired(fields.value)}
          label={`${label}, in days`}
          help={`${help} From ${setting.least} to ${formatNumber(setting.most)} days; ${setting.fallback} if nobody sets it.`}
          inputMode="numeric"
          autoComplete="off"
        />
      )}
      <Buttons>
        <Button name="act" value="ask" pending={pending}>
          Change it…
        </Button>
        <ButtonLink variant="text" to={paths.adminSettings()} preventScrollReset>
          Not now
        </ButtonLink>
      </Buttons>
    </Form>
  );
}

function erasesWords({ noun, count, most }: NonNullable<SettingAsk["erases"]>): string {
  if (count === 0) return `No ${noun} is old enough to be erased by it now.`;
  const many =
    count > most
      ? `More than ${formatNumber(most)} ${noun}s are`
      : `${countOf(count, noun)} ${count === 1 ? "is" : "are"}`;
  return `${many} older than that and would be erased within hours. That cannot be taken back.`;
}

/** The question before a setting is changed: how it is and how it would be, and what that erases. */
export function ConfirmSetting(props: { setting: ShownSetting; ask: SettingAsk; asked: boolean }) {
  const { setting, ask, asked } = props;
  const { name, label, value, standIn, version } = setting;
  const { form, fields, pending, attempt } = useBoardForm<{ value: string; factor: string }>(`confirm-${name}`, {
    value: ask.to,
  });
  const same = ask.to === value;
  return (
    <Form
      method="post"
      action={paths.adminSettings({ ask: name, to: ask.to })}
      id="ask"
      className="ask form narrow"
      noValidate
    >
      <ErrorSummary
        errors={summaryErrors(
          [
            { label, field: fields.value },
            { label: "Code", field: fields.factor },
          ],
          form.errors,
        )}
        attempt={attempt}
        title="Nothing was saved"
      />
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="seen" value={version} />
      <input type="hidden" name="value" id={fields.value.id} value={ask.to} />
      <Note kind="warn" title={same ? "Nothing would change" : `Change “${label}”?`}>
        <ul>
          <li className="setting-value">
            {settingWords(name, value, standIn)} → {settingWords(name, ask.to, standIn)}
          </li>
          {ask.erases ? <li>{erasesWords(ask.erases)}</li> : null}
        </ul>
        {same ? null : "It holds everywhere within seconds. It is written to the audit log."}
      </Note>
      {same ? null : <FactorField field={fields.factor} asked={asked} />}
      <Buttons>
        {same ? null : (
          <Button variant={ask.erases?.count ? "stop" : "go"} name="act" value="save" pending={pending}>
            Save the change
          </Button>
        )}
        <ButtonLink variant="text" to={paths.adminSettings()} preventScrollReset>
          Not now
        </ButtonLink>
      </Buttons>
    </Form>
  );
}
