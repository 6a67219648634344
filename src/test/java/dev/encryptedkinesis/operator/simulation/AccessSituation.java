package dev.encryptedkinesis.operator.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** An entry of {@code access/situations.yaml}, where the parts are explained. */
public record AccessSituation(
        @JsonProperty(required = true) String situation,
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String action,
        Key key,
        @JsonProperty(required = true) NamedKeyPolicy keyPolicy,
        Kind principal,
        List<Part> identity,
        List<Part> boundary,
        List<Part> organization,
        List<Grant> grants,
        @JsonProperty(required = true) Outcome expected) {

    public enum Key {
        Own,
        Shared
    }

    public enum Kind {
        Role,
        User
    }

    public enum Outcome {
        Allowed,
        Denied
    }

    public enum Effect {
        Allow,
        Deny
    }

    public enum On {
        Key,
        Any
    }

    public enum Grantee {
        Principal,
        Session,
        OtherRole
    }

    public enum Context {
        None,
        Subset,
        Equals,
        OtherStream
    }

    /** A statement of a policy on the principal's side. */
    public record Part(Effect effect, List<String> actions, On on, boolean throughKinesis) {
        public Part {
            effect = Optional.ofNullable(effect).orElse(Effect.Allow);
            on = Optional.ofNullable(on).orElse(On.Key);
        }
    }

    public record Grant(List<String> operations, Grantee to, Context context) {
        public Grant {
            to = Optional.ofNullable(to).orElse(Grantee.Principal);
            context = Optional.ofNullable(context).orElse(Context.None);
        }
    }

    public AccessSituation {
        key = Optional.ofNullable(key).orElse(Key.Own);
        principal = Optional.ofNullable(principal).orElse(Kind.Role);
        identity = Optional.ofNullable(identity).orElse(List.of());
        boundary = Optional.ofNullable(boundary).orElse(List.of());
        organization = Optional.ofNullable(organization).orElse(List.of());
        grants = Optional.ofNullable(grants).orElse(List.of());
    }

    /** All of them, in the order of the file. */
    public static List<AccessSituation> all() {
        try (InputStream file = AccessSituation.class.getResourceAsStream("/access/situations.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return situation;
    }
}
