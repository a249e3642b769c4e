import type { JsonNode } from '../../syntax/arm/json';
import type { Truth } from '../condition';
import type { Cycle } from '../cycles';
import type { TemplateInputs } from '../inputs';
import type { Place, StaticValue } from '../value';

/** A resource as a template in JSON declares it, its values evaluated as far as the files tell. */
export interface ArmResource {
  /** Its name in a template whose resources have names of their own. */
  readonly symbol: string | undefined;
  /** `Microsoft.ContainerService/managedClusters`; of a nested resource the whole of it. */
  readonly type: string;
  readonly apiVersion: StaticValue;
  readonly isExisting: boolean;
  /** Whether it is deployed at all; a condition that holds by a default only is unknown. */
  readonly condition: Truth;
  readonly body: StaticValue;
  /** What its body rests on that can never be evaluated. */
  readonly cycles: readonly Cycle[];
  readonly parent: ArmResource | undefined;
  readonly node: JsonNode;
  /** Where the type is written. */
  readonly typeNode: JsonNode;
  /** The template that declares it, be it nested in another one. */
  readonly template: JsonNode;
}

/** A deployment of a template that is a file of its own. */
export interface LinkedDeployment {
  /** Its name, as far as it is known. */
  readonly name: string | undefined;
  readonly link: TemplateLink;
  readonly condition: Truth;
  readonly inputs: TemplateInputs;
  readonly place: Place;
}

/** Where the file is: beside the template that links to it, or at an address. */
export type TemplateLink =
  | { readonly kind: 'relative'; readonly path: string }
  | { readonly kind: 'absolute'; readonly uri: string };

/** What a template in JSON comes to, what is nested in it included. */
export interface EvaluatedArmTemplate {
  readonly resources: readonly ArmResource[];
  readonly linked: readonly LinkedDeployment[];
}
