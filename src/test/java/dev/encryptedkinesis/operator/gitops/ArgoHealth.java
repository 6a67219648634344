package dev.encryptedkinesis.operator.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;

/**
 * A health check of ours, run as Argo CD runs it: the object is the global {@code obj}, and of Lua's libraries there
 * are the basic one, package, and that of tables. Argo CD also has a part of os, which a health check has no use for.
 */
public final class ArgoHealth {

    public static final Path CUSTOMIZATIONS = Path.of("gitops", "argocd", "resource_customizations");

    /** The check of streams. */
    public static final Path STREAMS =
            CUSTOMIZATIONS.resolve(ApiGroup.NAME).resolve(HasMetadata.getKind(EncryptedKinesisStream.class));

    /** The check of identities. */
    public static final Path IDENTITIES =
            CUSTOMIZATIONS.resolve(ApiGroup.NAME).resolve(HasMetadata.getKind(AwsIdentity.class));

    /** Argo CD's own words, in capitals; it has others, which our checks never use. */
    public enum Status {
        HEALTHY,
        PROGRESSING,
        DEGRADED,
        SUSPENDED
    }

    /** What the check says of one object. */
    public record Health(Status status, String message) {}

    private final Prototype script;

    private ArgoHealth(Prototype script) {
        this.script = script;
    }

    /** @param folder of the group and kind, with its {@code health.lua} */
    public static ArgoHealth in(Path folder) {
        try (Reader source = Files.newBufferedReader(folder.resolve("health.lua"))) {
            return new ArgoHealth(libraries().compilePrototype(source, "health.lua"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Health of(JsonNode object) {
        Globals globals = libraries();
        globals.set("obj", value(object));
        LuaTable health = new LuaClosure(script, globals).call().checktable();
        return new Health(
                Status.valueOf(health.get("status").checkjstring().toUpperCase(Locale.ROOT)),
                health.get("message").checkjstring());
    }

    private static Globals libraries() {
        Globals globals = new Globals();
        globals.load(new BaseLib());
        globals.load(new PackageLib());
        globals.load(new TableLib());
        LoadState.install(globals);
        LuaC.install(globals);
        return globals;
    }

    private static LuaValue value(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                LuaTable table = new LuaTable();
                for (Map.Entry<String, JsonNode> field : json.properties()) {
                    table.set(field.getKey(), value(field.getValue()));
                }
                yield table;
            }
            case ARRAY -> {
                LuaTable table = new LuaTable();
                int position = 1;
                for (JsonNode item : json) {
                    table.set(position++, value(item));
                }
                yield table;
            }
            case NUMBER -> LuaValue.valueOf(json.doubleValue());
            case BOOLEAN -> LuaValue.valueOf(json.booleanValue());
            case STRING -> LuaValue.valueOf(json.textValue());
            case NULL, MISSING -> LuaValue.NIL;
            case BINARY, POJO -> throw new IllegalArgumentException("not of an object: " + json);
        };
    }
}
