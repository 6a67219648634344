package dev.encryptedkinesis.operator.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonGenerator;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;

/** JSON's younger sibling, to and from JSON, so that tests can be read. */
public final class Cbor {

    private static final JsonFactory TEXT = new JsonFactory();
    private static final JsonFactory BINARY = new CBORFactory();

    private Cbor() {}

    public static byte[] of(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonParser parser = TEXT.createParser(json);
                JsonGenerator generator = BINARY.createGenerator(bytes)) {
            copy(parser, generator);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    public static String text(byte[] cbor) {
        StringWriter text = new StringWriter();
        try (JsonParser parser = BINARY.createParser(cbor);
                JsonGenerator generator = TEXT.createGenerator(text)) {
            copy(parser, generator);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }

    private static void copy(JsonParser parser, JsonGenerator generator) throws IOException {
        parser.nextToken();
        generator.copyCurrentStructure(parser);
    }
}
