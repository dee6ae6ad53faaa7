import { WhereSection, WhoMayApply } from "../applicant-sections.tsx";
import { employmentWords, type PublicJob } from "../job-words.ts";
import { PaySection } from "../pay-section.tsx";
import { ProductionSection, WordsSection, WorkSection } from "../work-sections.tsx";

/** The job's page as seekers will read it, without its head and its neighbours. */
export function PagePreview({ preview }: { preview: PublicJob }) {
  const { content } = preview;
  return (
    <section className="pagepv" aria-label="The page as seekers will read it">
      <h2 className="job-title">{content.title}</h2>
      <p className="job-org">
        <b>{preview.employer.name}</b> <span>{employmentWords(content)}</span>
      </p>
      <PaySection content={content} />
      <WhoMayApply content={content} />
      <WhereSection content={content} />
      <WorkSection content={content} />
      <ProductionSection content={content} />
      <WordsSection html={content.bodyHtml} imported={false} />
    </section>
  );
}
