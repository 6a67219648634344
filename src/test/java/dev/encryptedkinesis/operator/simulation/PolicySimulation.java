package dev.encryptedkinesis.operator.simulation;

import dev.encryptedkinesis.operator.simulation.PolicyStatement.Effect;
import dev.encryptedkinesis.operator.simulation.SimulatedIdentity.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.OrganizationsDecisionDetail;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.Statement;

/**
 * SimulatePrincipalPolicy: what an identity's policies, boundary and service control policy say. One result an action,
 * with one an ARN inside, if ARNs were given. Source: the IAM API reference.
 */
final class PolicySimulation {
    private static final Pattern ENTITY = Pattern.compile("arn:aws:iam::(\\d{12}):(user|group|role)/.+");
    private static final int USUAL_PAGE = 100;
    private static final int SHORT_PAGE = 2;
    private static final String ANY = "*";

    private final World world;
    private final PolicyReader reader = new PolicyReader();

    /** What was simulated, and by what. */
    private record Case(Version version, Optional<String> controlPolicy, AccessRequest request, OwnSide side) {}

    PolicySimulation(World world) {
        this.world = world;
    }

    SimulatePrincipalPolicyResponse simulate(SimulatePrincipalPolicyRequest request) {
        check(request);
        Instant at = world.sight().of("identities");
        SimulatedIdentity identity = source(request.policySourceArn(), at);
        List<EvaluationResult> results = request.actionNames().stream()
                .map(action -> result(request, identity, action, at))
                .toList();
        return page(request, results);
    }

    private void check(SimulatePrincipalPolicyRequest request) {
        String source = Optional.ofNullable(request.policySourceArn()).orElse("");
        var entity = ENTITY.matcher(source);
        if (!entity.matches()) {
            throw IamError.INVALID_INPUT.as(
                    "Invalid Entity Arn: %s does not clearly define entity type and name.", source);
        }
        if (request.resourcePolicy() != null && entity.group(2).equals("role")) {
            throw IamError.INVALID_INPUT.as("Resource policies cannot be simulated for IAM roles.");
        }
        if (!entity.group(1).equals(world.account())) {
            throw elsewhere(source);
        }
        if (request.actionNames().isEmpty() || request.actionNames().stream().anyMatch(name -> !isAction(name))) {
            throw IamError.INVALID_INPUT.as("Invalid action names: %s", request.actionNames());
        }
    }

    private static boolean isAction(String name) {
        return name.contains(":") && !name.contains(ANY);
    }

    /** No documentation says which: drawn by seed. */
    private RuntimeException elsewhere(String source) {
        return world.dice().share("source of another account") < 0.5
                ? Service.IAM.accessDenied("User: %s is not authorized to perform: iam:SimulatePrincipalPolicy on"
                        .concat(" resource: %s")
                        .formatted(world.subject().principal().sessionArn(), source))
                : missing(source);
    }

    private static RuntimeException missing(String source) {
        return IamError.NO_SUCH_ENTITY.as(
                "The %s with name %s cannot be found.",
                source.contains(":role/") ? "role" : "user", Principal.nameOf(source));
    }

    private SimulatedIdentity source(String arn, Instant at) {
        return world.identities().find(arn, at).orElseThrow(() -> missing(arn));
    }

    private EvaluationResult result(
            SimulatePrincipalPolicyRequest request, SimulatedIdentity identity, String action, Instant at) {
        List<String> resources = request.hasResourceArns() ? request.resourceArns() : List.of(ANY);
        List<Case> cases = resources.stream()
                .map(resource -> judged(request, identity, action, resource, at))
                .toList();
        // One of several decides: AWS does not say which the result for all of them shows, so the worst.
        Case worst = cases.stream()
                .filter(one -> decision(one.side()) != PolicyEvaluationDecisionType.ALLOWED)
                .findFirst()
                .orElse(cases.get(0));
        boolean each = !resources.equals(List.of(ANY));
        EvaluationResult.Builder result = EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resources.size() == 1 ? resources.get(0) : ANY)
                .evalDecision(decision(worst.side()))
                .matchedStatements(matched(worst))
                .missingContextValues(each ? List.of() : missingKeys(worst))
                .resourceSpecificResults(
                        each ? cases.stream().map(this::specific).toList() : List.of());
        worst.controlPolicy()
                .ifPresent(any -> result.organizationsDecisionDetail(OrganizationsDecisionDetail.builder()
                        .allowedByOrganizations(inOrganization(worst))
                        .build()));
        worst.version().boundary().ifPresent(any -> result.permissionsBoundaryDecisionDetail(boundaryDetail(worst)));
        return result.build();
    }

    private Case judged(
            SimulatePrincipalPolicyRequest request,
            SimulatedIdentity identity,
            String action,
            String resource,
            Instant at) {
        Version version = identity.versions().at(at).orElseThrow();
        Optional<String> controlPolicy = world.identities().controlPolicy(Principal.accountOf(identity.arn()), at);
        AccessRequest asked = new AccessRequest(
                Principal.of(identity.arn(), "simulation"), action, resource, context(request.contextEntries()));
        return new Case(version, controlPolicy, asked, world.identities().ownSide(asked, version, controlPolicy));
    }

    /** Only what the caller supplies is there, whatever a true request would carry. */
    private static Map<String, String> context(List<ContextEntry> entries) {
        Map<String, String> context = new TreeMap<>();
        for (ContextEntry entry : entries) {
            if (entry.contextKeyValues().size() != 1) {
                throw new IllegalStateException("The simulation knows keys of one value only: " + entry);
            }
            context.put(entry.contextKeyName(), entry.contextKeyValues().get(0));
        }
        return context;
    }

    private static PolicyEvaluationDecisionType decision(OwnSide side) {
        if (side.refusal().isPresent()) {
            return PolicyEvaluationDecisionType.EXPLICIT_DENY;
        }
        return side.inIdentityPolicy() && side.inBoundary() && side.inOrganization()
                ? PolicyEvaluationDecisionType.ALLOWED
                : PolicyEvaluationDecisionType.IMPLICIT_DENY;
    }

    private ResourceSpecificResult specific(Case one) {
        ResourceSpecificResult.Builder result = ResourceSpecificResult.builder()
                .evalResourceName(one.request().resource())
                .evalResourceDecision(decision(one.side()))
                .matchedStatements(matched(one))
                .missingContextValues(missingKeys(one));
        one.version().boundary().ifPresent(any -> result.permissionsBoundaryDecisionDetail(boundaryDetail(one)));
        return result.build();
    }

    private PermissionsBoundaryDecisionDetail boundaryDetail(Case one) {
        boolean denies =
                one.side().refusal().filter(Decision.DENIED_BY_BOUNDARY::equals).isPresent();
        return PermissionsBoundaryDecisionDetail.builder()
                .allowedByPermissionsBoundary(one.side().inBoundary() && !denies)
                .build();
    }

    private static boolean inOrganization(Case one) {
        boolean denies = one.side()
                .refusal()
                .filter(Decision.DENIED_BY_ORGANIZATION::equals)
                .isPresent();
        return one.side().inOrganization() && !denies;
    }

    /** Of an explicit deny only the statements that deny. */
    private List<Statement> matched(Case one) {
        Effect effect = one.side().refusal().isPresent() ? Effect.DENY : Effect.ALLOW;
        return one.version().policies().entrySet().stream()
                .filter(policy -> world.identities().has(effect, policy.getValue(), one.request()))
                .map(policy -> Statement.builder()
                        .sourcePolicyId(policy.getKey())
                        .sourcePolicyType("IAM Policy")
                        .build())
                .toList();
    }

    private List<String> missingKeys(Case one) {
        List<String> documents = new ArrayList<>(one.version().policies().values());
        one.version().boundary().ifPresent(documents::add);
        return documents.stream()
                .flatMap(document -> reader.statements(document).stream())
                .filter(statement -> statement.isAbout(one.request()))
                .flatMap(statement -> statement.conditions().stream())
                .map(PolicyCondition::key)
                .filter(key -> one.request().value(key).isEmpty())
                .distinct()
                .toList();
    }

    /** "IAM might return fewer results, even when there are more results available": drawn by seed. */
    private SimulatePrincipalPolicyResponse page(
            SimulatePrincipalPolicyRequest request, List<EvaluationResult> results) {
        int asked = Optional.ofNullable(request.maxItems()).orElse(USUAL_PAGE);
        int limit =
                Math.min(asked, world.dice().oneOf("page/" + request.policySourceArn(), List.of(asked, SHORT_PAGE)));
        int from = Optional.ofNullable(request.marker())
                .map(PolicySimulation::index)
                .orElse(0);
        int to = Math.min(results.size(), from + limit);
        boolean more = to < results.size();
        return SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(results.subList(Math.min(from, to), to))
                .isTruncated(more)
                .marker(more ? "result-" + to : null)
                .build();
    }

    private static int index(String marker) {
        return Stream.of(marker)
                .filter(any -> any.matches("result-\\d{1,6}"))
                .map(any -> Integer.parseInt(any.substring("result-".length())))
                .findAny()
                .orElseThrow(() -> IamError.VALIDATION.as("Invalid Marker: %s", marker));
    }
}
