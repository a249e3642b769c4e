import { defineRule } from '../../engine/define-rule';
import { featureMinimum } from '../../knowledge/feature-minimums';
import { sources } from '../../knowledge/sources';
import { hasFeature } from '../../profile/answers';

/** AKS turns local redirect policies on from a certain Kubernetes version on. */
export default defineRule({
  meta: {
    name: 'local-redirect-too-old',
    title: 'Local redirect policy on a Kubernetes version without them',
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\bCiliumLocalRedirectPolicy\b/,
    appliesTo: 'LocalRedirectPolicy',
    messages: {
      tooOld:
        'AKS supports CiliumLocalRedirectPolicy since Kubernetes {{kubernetes}}, and this cluster runs an older version: traffic is not redirected.',
      whenOlder:
        'AKS supports CiliumLocalRedirectPolicy since Kubernetes {{kubernetes}}; on older clusters traffic is not redirected.',
    },
    references: [sources.ciliumPage.url],
  },
  check({ object }, { profile, report }) {
    const kubernetes = featureMinimum('local-redirect-policy', profile.edition.value)?.kubernetes;
    const answer = hasFeature(profile, 'local-redirect-policy');
    // An edition that does not know the kind says nothing of versions.
    if (kubernetes === undefined || answer === 'yes') {
      return;
    }
    report({
      messageId: answer === 'no' ? 'tooOld' : 'whenOlder',
      at: object.kindRange,
      data: { kubernetes },
      ...(answer === 'no' ? {} : { severity: 'hint' }),
    });
  },
});
