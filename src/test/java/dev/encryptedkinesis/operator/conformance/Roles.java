package dev.encryptedkinesis.operator.conformance;

import java.util.UUID;

/** What all expectations do with roles. Each role has a name of its own, since stand-ins outlive a test. */
final class Roles {
    private final AwsWorld world;

    Roles(AwsWorld world) {
        this.world = world;
    }

    static String newName() {
        return "conformance-" + UUID.randomUUID();
    }

    /** A policy that allows one action on everything. */
    static String allowing(String action) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}""".formatted(action);
    }

    /** @return the ARN of a new role */
    String create() {
        return create(newName());
    }

    String create(String name) {
        return world.iam()
                .createRole(request -> request.roleName(name).assumeRolePolicyDocument(allowing("sts:AssumeRole")))
                .role()
                .arn();
    }
}
