import { evaluateArmTemplate } from '../../evaluation/arm/evaluate-template';
import type { EvaluatedArmTemplate } from '../../evaluation/arm/template';
import { evaluateTemplate } from '../../evaluation/bicep/evaluate-template';
import type { EvaluatedTemplate } from '../../evaluation/bicep/template';
import type { StepPool } from '../../evaluation/budget';
import type { Truth } from '../../evaluation/condition';
import { inputsFrom, type TemplateInputs } from '../../evaluation/inputs';
import type { ModuleDeclaration } from '../../syntax/bicep/tree';
import {
  leadsTo,
  openIn,
  type SourceFile,
  type SourceFiles,
  templateOf,
  uriOfPath,
} from './template-files';
import { linkedUri } from './template-links';

/** What a template comes to, whatever it is written in. */
export type EvaluatedFile =
  | { readonly kind: 'bicep'; readonly template: EvaluatedTemplate }
  | { readonly kind: 'arm'; readonly template: EvaluatedArmTemplate };

/** Another template that a template deploys, and what it gives to it. */
export interface Deployment {
  /** Of the file that is deployed. */
  readonly uri: string;
  readonly name: string | undefined;
  readonly condition: Truth;
  readonly inputs: TemplateInputs;
}

/** A file evaluated with what its parameters are given; undefined for a file that is no template. */
export function evaluateFile(
  file: SourceFile,
  inputs: TemplateInputs | undefined,
  files: SourceFiles,
  pool: StepPool,
): EvaluatedFile | undefined {
  const bicep = templateOf(file);
  if (bicep !== undefined) {
    return {
      kind: 'bicep',
      template: evaluateTemplate(bicep, inputs, openIn(files), pool),
    };
  }
  return file.arm?.kind === 'template'
    ? { kind: 'arm', template: evaluateArmTemplate(file.arm, file.uri, inputs, pool) }
    : undefined;
}

/** The templates at hand that a template deploys: modules of Bicep, and linked templates. */
export function deploymentsOf(
  evaluated: EvaluatedFile,
  fromUri: string,
  files: SourceFiles,
): readonly Deployment[] {
  if (evaluated.kind === 'arm') {
    return evaluated.template.linked.flatMap(({ link, name, condition, inputs }) => {
      const uri = linkedUri(link, fromUri, files);
      return uri === undefined ? [] : [{ uri, name, condition, inputs }];
    });
  }
  return evaluated.template.modules.flatMap((module) => {
    const uri = module.path === undefined ? undefined : uriOfPath(fromUri, module.path);
    const { name, condition, cycles } = module;
    return uri === undefined
      ? []
      : [{ uri, name, condition, inputs: inputsFrom(module.arguments, cycles) }];
  });
}

/** The module of a Bicep file that deploys another file, by its path as it is written. */
export function callOf(
  { uri, bicep }: SourceFile,
  deployed: string,
): ModuleDeclaration | undefined {
  return bicep?.statements.find(
    (statement): statement is ModuleDeclaration =>
      statement.kind === 'module' &&
      statement.path.kind === 'string' &&
      leadsTo(deployed, uri, statement.path.value),
  );
}
