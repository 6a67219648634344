package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * Writes manifests that kubectl reads as they are meant. It reads YAML 1.1, to which {@code on}, {@code 1:30} and
 * {@code <<} are no strings, and the Kubernetes client writes YAML 1.2, to which they are: a tag may have such a key.
 */
final class ManifestYaml {

    /** Beyond doubt a string in every YAML, but for {@link #RESERVED}. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9./-]*");

    private static final Pattern RESERVED =
            Pattern.compile("y|n|yes|no|on|off|true|false|null", Pattern.CASE_INSENSITIVE);

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setExplicitStart(true)
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(Integer.MAX_VALUE)
            .build();

    private ManifestYaml() {}

    /** One document, with its separator. */
    static String of(EncryptedKinesisStream manifest) {
        return of(new KubernetesSerialization().convertValue(manifest, Map.class));
    }

    static String of(Map<?, ?> content) {
        return new Dump(SETTINGS, new Quoting()).dumpToString(content);
    }

    private static final class Quoting extends StandardRepresenter {

        private Quoting() {
            super(SETTINGS);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            boolean isPlain =
                    PLAIN.matcher(value).matches() && !RESERVED.matcher(value).matches();
            return super.representScalar(
                    tag, value, Tag.STR.equals(tag) && !isPlain ? ScalarStyle.DOUBLE_QUOTED : style);
        }
    }
}
