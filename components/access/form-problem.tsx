import { Banner } from "@/components/ui/banner";

/** Why the form was not accepted, where no single field is to blame. */
export function FormProblem({ sentence }: { sentence: string | undefined }) {
  return sentence ? (
    <Banner tone="danger" live>
      {sentence}
    </Banner>
  ) : null;
}
