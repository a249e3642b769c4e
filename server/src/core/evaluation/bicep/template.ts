import type { BicepFile, ModuleDeclaration, ResourceDeclaration } from '../../syntax/bicep/tree';
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
  readonly condition: 'yes' | 'no' | 'unknown';
  readonly body: StaticValue;
  readonly parent: EvaluatedResource | undefined;
  readonly node: ResourceDeclaration;
  readonly place: Place;
}

/** A module that the template deploys. */
export interface EvaluatedModule {
  readonly name: string;
  readonly path: string | undefined;
  readonly condition: 'yes' | 'no' | 'unknown';
  /** Its `params`. */
  readonly arguments: StaticValue;
  readonly node: ModuleDeclaration;
  readonly place: Place;
}

/** Declarations that need each other to be evaluated. */
export interface Cycle {
  readonly names: readonly string[];
  readonly place: Place;
}

export interface EvaluatedTemplate {
  readonly resources: readonly EvaluatedResource[];
  readonly modules: readonly EvaluatedModule[];
  readonly cycles: readonly Cycle[];
  output(name: string): StaticValue | undefined;
  /** What a file of parameters gives to a parameter. */
  given(name: string): StaticValue | undefined;
}

/** What is given to the parameters of a template, by their names. */
export interface TemplateInputs {
  readonly kind: 'parameter value' | 'module argument';
  readonly values: ReadonlyMap<string, StaticValue>;
  /** Something unknown may give others a value as well. */
  readonly isComplete: boolean;
}
