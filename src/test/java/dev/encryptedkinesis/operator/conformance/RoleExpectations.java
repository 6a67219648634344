package dev.encryptedkinesis.operator.conformance;

import static dev.encryptedkinesis.operator.conformance.Streams.expectError;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Role;

/** IAM roles and their policies, as far as the tests of access make them. */
abstract class RoleExpectations {
    private final AwsWorld world = world();
    private final Roles roles = new Roles(world);
    private final String name = Roles.newName();

    abstract AwsWorld world();

    @Test
    void aRoleIsFoundByNameWithItsUniqueId() {
        String arn = roles.create(name);

        Role role = world.iam().getRole(request -> request.roleName(name)).role();

        assertThat(role.arn()).isEqualTo(arn).matches("arn:aws:iam::\\d{12}:role/" + name);
        assertThat(role.roleId()).matches("AROA[A-Z0-9]{17}");
        assertThat(role.path()).isEqualTo("/");
        assertThat(role.permissionsBoundary()).isNull();
    }

    @Test
    void aPathIsPartOfTheArnAndNotOfTheName() {
        Role role = world.iam()
                .createRole(request -> request.roleName(name)
                        .path("/team/")
                        .assumeRolePolicyDocument(Roles.allowing("sts:AssumeRole")))
                .role();

        assertThat(role.arn()).endsWith(":role/team/" + name);
        assertThat(world.iam().getRole(request -> request.roleName(name)).role().path())
                .isEqualTo("/team/");
    }

    @Test
    void aRoleThatDoesNotExistIsNotFound() {
        expectError("NoSuchEntity", () -> world.iam().getRole(request -> request.roleName(name)));
        expectError("NoSuchEntity", () -> world.iam().deleteRole(request -> request.roleName(name)));
        expectError("NoSuchEntity", () -> putPolicy(Roles.allowing("kms:Decrypt")));
    }

    @Test
    void aNameCanBeTakenOnlyOnce() {
        roles.create(name);

        expectError("EntityAlreadyExists", () -> roles.create(name));
    }

    @Test
    void aRoleIsDeletedOnceItHasNoPolicies() {
        roles.create(name);
        putPolicy(Roles.allowing("kms:Decrypt"));

        expectError("DeleteConflict", () -> world.iam().deleteRole(request -> request.roleName(name)));
        world.iam().deleteRolePolicy(request -> request.roleName(name).policyName("policy"));
        expectError(
                "NoSuchEntity",
                () -> world.iam()
                        .deleteRolePolicy(request -> request.roleName(name).policyName("policy")));
        world.iam().deleteRole(request -> request.roleName(name));

        expectError("NoSuchEntity", () -> world.iam().getRole(request -> request.roleName(name)));
    }

    @Test
    void aPolicyThatIsNoneIsRefused() {
        roles.create(name);

        expectError("MalformedPolicyDocument", () -> putPolicy("no policy"));
    }

    private void putPolicy(String document) {
        world.iam()
                .putRolePolicy(
                        request -> request.roleName(name).policyName("policy").policyDocument(document));
    }
}
