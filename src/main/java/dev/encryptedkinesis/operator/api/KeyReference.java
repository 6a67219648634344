package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Another object, in the same namespace, that names the key. There is no field for a namespace: who may make an object in
 * one namespace has no say over what lies in another, and must not be able to use it through the operator either.
 *
 * @param key the entry, of a ConfigMap
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(self.apiVersion == 'v1' && self.kind == 'ConfigMap')"
                + " || (self.apiVersion == 'kms.services.k8s.aws/v1alpha1' && self.kind == 'Key')"
                + " || (self.apiVersion == 'kms.aws.m.upbound.io/v1beta1' && self.kind == 'Key')",
        message = "names no kind that a key is looked up in; supported are ConfigMap (v1), ACK's Key"
                + " (kms.services.k8s.aws/v1alpha1) and Crossplane's namespaced Key (kms.aws.m.upbound.io/v1beta1)")
@ValidationRule(
        value = "!self.apiVersion.startsWith('kms.aws.upbound.io/')",
        fieldPath = ".apiVersion",
        reason = "FieldValueForbidden",
        message =
                "is Crossplane's cluster-scoped Key, which belongs to no namespace: anybody who can make a stream could"
                        + " name anybody's key; use the namespaced Key of kms.aws.m.upbound.io/v1beta1, or a ConfigMap")
@ValidationRule(
        value = "self.kind != 'ConfigMap' || has(self.key)",
        fieldPath = ".key",
        reason = "FieldValueRequired",
        message = "a ConfigMap has many entries: name the one that holds the key's id")
@ValidationRule(
        value = "self.kind == 'ConfigMap' || !has(self.key)",
        fieldPath = ".key",
        reason = "FieldValueForbidden",
        message = "leave it out: only a ConfigMap has entries, a Key has its ARN in its status")
public record KeyReference(
        @JsonPropertyDescription("Which kind is meant: v1 for a ConfigMap, kms.services.k8s.aws/v1alpha1 for ACK's Key,"
                + " kms.aws.m.upbound.io/v1beta1 for Crossplane's namespaced Key.")
        @Required
        @Size(min = 1, max = 253)
        String apiVersion,

        @JsonPropertyDescription("ConfigMap or Key.") @Required @Size(min = 1, max = 63)
        String kind,

        @JsonPropertyDescription("Name of the object, which is in this object's own namespace.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$')",
                message =
                        "must be the name of an object: lower-case letters, digits, '-' and '.'; the namespace is this"
                                + " object's own, and is not said")
        String name,

        @JsonPropertyDescription(
                "The entry of a ConfigMap's data that holds the key's id, in any form that key.id takes."
                        + " Required for a ConfigMap, forbidden for a Key.")
        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^[a-zA-Z0-9._-]+$')",
                message = "must be the name of a ConfigMap's entry: letters, digits, '.', '_' and '-'")
        String key) {}
