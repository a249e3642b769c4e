import type { BicepFile, ModuleDeclaration, ResourceDeclaration } from '../../syntax/bicep/tree';
import type { Truth } from '../condition';
import type { Cycle } from '../cycles';
import type { Place, StaticValue } from '../value';

/** A file that takes part in a deployment. */
export interface TemplateFile {
  readonly uri: string;
  readonly file: BicepFile;
}

/** Finds the file that a path in another file names; undefined when it is not at hand or must not be read. */
export type OpenTemplate = (fromUri: string, path: string) => TemplateFile | undefined;

/** A resource as the template declares it, its values evaluated as far as the files tell. */
export interface EvaluatedResource {
  readonly name: string;
  /** `Microsoft.ContainerService/managedClusters`; of a nested resource the whole of it. */
  readonly type: string;
  readonly apiVersion: StaticValue;
  readonly isExisting: boolean;
  /** Whether it is deployed at all; a condition that holds by a default only is unknown. */
  readonly condition: Truth;
  readonly body: StaticValue;
  /** What its body rests on that can never be evaluated. */
  readonly cycles: readonly Cycle[];
  readonly parent: EvaluatedResource | undefined;
  readonly node: ResourceDeclaration;
  readonly place: Place;
}

/** A module that the template deploys. */
export interface EvaluatedModule {
  readonly name: string;
  readonly path: string | undefined;
  readonly condition: Truth;
  /** Its `params`. */
  readonly arguments: StaticValue;
  /** What they rest on that can never be evaluated. */
  readonly cycles: readonly Cycle[];
  readonly node: ModuleDeclaration;
  readonly place: Place;
}

export interface EvaluatedTemplate {
  readonly resources: readonly EvaluatedResource[];
  readonly modules: readonly EvaluatedModule[];
  output(name: string): StaticValue | undefined;
  /** What a file of parameters gives to a parameter. */
  given(
    name: string,
  ): { readonly value: StaticValue; readonly cycles: readonly Cycle[] } | undefined;
}
