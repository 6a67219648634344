package dev.encryptedkinesis.operator.simulation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** KMS aliases. Errors: the KMS API reference. */
final class AliasOperations {
    private static final Pattern NAME = Pattern.compile("alias/[a-zA-Z0-9/_-]{1,250}");
    private static final String RESERVED = "alias/aws/";
    private static final int PAGE = 50;

    private final World world;
    private final Keys keys;
    private final KeyOperations keyOperations;

    AliasOperations(World world, Keys keys, KeyOperations keyOperations) {
        this.world = world;
        this.keys = keys;
        this.keyOperations = keyOperations;
    }

    CreateAliasResponse create(CreateAliasRequest request) {
        checkName(request.aliasName());
        keys.alias(request.aliasName(), world.now()).ifPresent(alias -> {
            throw KmsError.ALREADY_EXISTS.as(
                    "An alias with the name %s already exists", world.arn(Service.KMS, alias.name()));
        });
        keys.pointAlias(request.aliasName(), keyOperations.aliasTarget(request.targetKeyId()));
        return CreateAliasResponse.builder().build();
    }

    UpdateAliasResponse update(UpdateAliasRequest request) {
        checkName(request.aliasName());
        existing(request.aliasName());
        keys.pointAlias(request.aliasName(), keyOperations.aliasTarget(request.targetKeyId()));
        return UpdateAliasResponse.builder().build();
    }

    DeleteAliasResponse delete(DeleteAliasRequest request) {
        checkName(request.aliasName());
        existing(request.aliasName());
        keys.removeAlias(request.aliasName());
        return DeleteAliasResponse.builder().build();
    }

    /** The marker is the last name. Of the predefined AWS aliases only one whose key exists already is listed. */
    ListAliasesResponse list(ListAliasesRequest request) {
        int limit = Optional.ofNullable(request.limit()).orElse(PAGE);
        List<AliasListEntry> rest = keys.aliases(world.sight().of("aliases"))
                .filter(alias -> request.keyId() == null
                        || alias.target().equals(keyOperations.find(request.keyId(), world.now())))
                .filter(alias -> request.marker() == null || alias.name().compareTo(request.marker()) > 0)
                .map(this::describe)
                .toList();
        List<AliasListEntry> page = rest.stream().limit(limit).toList();
        boolean more = rest.size() > limit;
        return ListAliasesResponse.builder()
                .aliases(page)
                .truncated(more)
                .nextMarker(more ? page.get(limit - 1).aliasName() : null)
                .build();
    }

    private static void checkName(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw KmsError.VALIDATION.as(
                    "1 validation error detected: Value '%s' at 'aliasName' failed to satisfy constraint: "
                            + "Member must satisfy regular expression pattern: ^alias/[a-zA-Z0-9/_-]+$",
                    name);
        }
        if (name.startsWith(RESERVED)) {
            throw KmsError.INVALID_ALIAS_NAME.as("Alias names that begin with %s are reserved.", RESERVED);
        }
    }

    private void existing(String name) {
        if (keys.alias(name, world.now()).isEmpty()) {
            throw KmsError.NOT_FOUND.as("Alias %s is not found.", world.arn(Service.KMS, name));
        }
    }

    private AliasListEntry describe(Keys.Alias alias) {
        return AliasListEntry.builder()
                .aliasName(alias.name())
                .aliasArn(world.arn(Service.KMS, alias.name()))
                .targetKeyId(alias.target().id())
                .creationDate(alias.createdAt())
                .lastUpdatedDate(alias.updatedAt())
                .build();
    }
}
