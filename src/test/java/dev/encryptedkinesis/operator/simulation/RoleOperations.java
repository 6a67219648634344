package dev.encryptedkinesis.operator.simulation;

import dev.encryptedkinesis.operator.simulation.SimulatedIdentity.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.Role;

/** IAM roles and their inline policies. Errors: the IAM API reference. */
final class RoleOperations {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final String BOUNDARY = "arn:aws:iam::%s:policy/boundary";

    private final World world;

    RoleOperations(World world) {
        this.world = world;
    }

    CreateRoleResponse create(CreateRoleRequest request) {
        checkName(request.roleName());
        checkDocument(request.assumeRolePolicyDocument());
        if (world.identities()
                .role(world.account(), request.roleName(), world.now())
                .isPresent()) {
            throw IamError.ALREADY_EXISTS.as("Role with name %s already exists.", request.roleName());
        }
        String path = Optional.ofNullable(request.path()).orElse("/");
        SimulatedIdentity role = world.identities()
                .create("arn:aws:iam::%s:role%s%s".formatted(world.account(), path, request.roleName()));
        return CreateRoleResponse.builder().role(describe(role, Version.BARE)).build();
    }

    GetRoleResponse get(GetRoleRequest request) {
        checkName(request.roleName());
        Instant at = world.sight().of("identities");
        SimulatedIdentity role = find(request.roleName(), at);
        return GetRoleResponse.builder()
                .role(describe(role, role.versions().at(at).orElseThrow()))
                .build();
    }

    DeleteRoleResponse delete(DeleteRoleRequest request) {
        SimulatedIdentity role = find(request.roleName(), world.now());
        if (!role.versions().at(world.now()).orElseThrow().policies().isEmpty()) {
            throw IamError.DELETE_CONFLICT.as("Cannot delete entity, must delete policies first.");
        }
        role.versions().end(world.now());
        role.inForce().end(propagated(role));
        return DeleteRoleResponse.builder().build();
    }

    PutRolePolicyResponse putPolicy(PutRolePolicyRequest request) {
        checkDocument(request.policyDocument());
        SimulatedIdentity role = find(request.roleName(), world.now());
        change(role, version -> version.withPolicy(request.policyName(), request.policyDocument()));
        return PutRolePolicyResponse.builder().build();
    }

    DeleteRolePolicyResponse deletePolicy(DeleteRolePolicyRequest request) {
        SimulatedIdentity role = find(request.roleName(), world.now());
        if (!role.versions().at(world.now()).orElseThrow().policies().containsKey(request.policyName())) {
            throw IamError.NO_SUCH_ENTITY.as("The role policy with name %s cannot be found.", request.policyName());
        }
        change(role, version -> version.withoutPolicy(request.policyName()));
        return DeleteRolePolicyResponse.builder().build();
    }

    private void change(SimulatedIdentity role, UnaryOperator<Version> change) {
        Version next = change.apply(role.versions().at(world.now()).orElseThrow());
        role.versions().set(world.now(), next);
        role.inForce().set(propagated(role), next);
    }

    private Instant propagated(SimulatedIdentity role) {
        return world.after(world.delays().propagation().policy(), role.arn());
    }

    private SimulatedIdentity find(String name, Instant at) {
        return world.identities()
                .role(world.account(), name, at)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.as("The role with name %s cannot be found.", name));
    }

    private static void checkName(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw IamError.VALIDATION.as(
                    "The specified value for roleName is invalid. It must contain only alphanumeric"
                            + " characters and/or the following: +=,.@_-");
        }
    }

    private static void checkDocument(String document) {
        if (document == null || !PolicyReader.isDocument(document)) {
            throw IamError.MALFORMED_POLICY.as("This policy contains invalid Json");
        }
    }

    private Role describe(SimulatedIdentity role, Version version) {
        String name = Principal.nameOf(role.arn());
        String path = role.arn().substring(role.arn().indexOf('/'), role.arn().length() - name.length());
        return Role.builder()
                .arn(role.arn())
                .roleName(name)
                .roleId(role.uniqueId())
                .path(path)
                .createDate(role.createdAt())
                .permissionsBoundary(version.boundary().map(any -> boundary()).orElse(null))
                .build();
    }

    private AttachedPermissionsBoundary boundary() {
        return AttachedPermissionsBoundary.builder()
                .permissionsBoundaryType("Policy")
                .permissionsBoundaryArn(BOUNDARY.formatted(world.account()))
                .build();
    }
}
