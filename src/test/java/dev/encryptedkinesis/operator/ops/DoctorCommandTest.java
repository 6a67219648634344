package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.ops.DoctorWorlds.World;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What the doctor says of every world, word for word, as {@code diagnoses.txt} has it, and of some, field for field, as
 * {@code diagnoses-json.txt} has it. People act on the words, and scripts on the fields.
 */
class DoctorCommandTest {

    private static final Path TEXT = Path.of("src/test/resources/doctor/diagnoses.txt");
    private static final List<String> AS_JSON = List.of("--output", "json");
    private static final Path JSON = Path.of("src/test/resources/doctor/diagnoses-json.txt");

    @TestFactory
    Stream<DynamicTest> saysWhatIsWrong() throws IOException {
        Map<String, String> expected = sections(TEXT);
        return DoctorWorlds.all()
                .map(world -> DynamicTest.dynamicTest(world.name(), () -> {
                    DoctorRun run = run(world, List.of());
                    assertThat(run.output().stripTrailing() + "\n")
                            .isEqualTo(expected.getOrDefault(world.name(), "(not in " + TEXT + ")"));
                    assertThat(run.exitCode()).isEqualTo(world.exitCode());
                }));
    }

    @TestFactory
    Stream<DynamicTest> saysSoInJson() throws IOException {
        return sections(JSON).entrySet().stream()
                .map(expected -> DynamicTest.dynamicTest(
                        expected.getKey(),
                        () -> assertThat(run(named(expected.getKey()), AS_JSON)
                                                .output()
                                                .stripTrailing()
                                        + "\n")
                                .isEqualTo(expected.getValue())));
    }

    private static World named(String name) {
        return DoctorWorlds.all()
                .filter(world -> world.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsExpectedOfWorldsThatAreNotThere() throws IOException {
        assertThat(sections(TEXT).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        DoctorWorlds.all().map(World::name).toList());
    }

    /** What text and exit code say, JSON says. */
    @ParameterizedTest
    @MethodSource("worlds")
    void bothFormsAgree(World world) throws IOException {
        JsonNode json = new ObjectMapper().readTree(run(world, AS_JSON).output());
        String text = run(world, List.of()).output();

        assertThat(json.path("result").asText())
                .isEqualTo(
                        switch (world.exitCode()) {
                            case 0 -> "ok";
                            case 1 -> "failed";
                            case 3 -> "unknown";
                            default -> "unreachable";
                        });
        assertThat(json.path("causes").size()).isEqualTo(text.split("(?m)^✗ Cause: ", -1).length - 1);
        assertThat(json.path("checks"))
                .isNotEmpty()
                .allSatisfy(
                        check -> assertThat(text).contains(check.path("title").asText() + ": "));
    }

    static Stream<World> worlds() {
        return DoctorWorlds.all();
    }

    /** Nor does it print what moves the cursor, whatever the names at AWS are. */
    @ParameterizedTest
    @MethodSource("worlds")
    void inAsciiThereIsNothingElse(World world) {
        assertThat(run(world, List.of("--ascii")).output()).matches("[\\x20-\\x7e\\n]+");
        assertThat(run(world, AS_JSON).output()).matches("[\\x20-\\x7e\\n]+");
    }

    @Test
    void nothingIsChangedUnlessARoundTripIsAskedFor() {
        DoctorWorlds world = new DoctorWorlds();

        run(world, List.of("--principal", "arn:aws:iam::123456789012:role/api"));
        assertThat(world.aws.journal().mutations()).isEmpty();

        run(world, List.of("--round-trip"));
        assertThat(world.aws.journal().mutations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--stream a/b --region eu-west-1",
                "--stream orders --region eu-west-1.evil.example",
                "--stream orders",
                "--stream orders --region eu-west-1 --principal everybody",
                "--stream orders --region eu-west-1 --principal arn:aws:sts::123456789012:assumed-role/api/me",
                "--stream orders --region eu-west-1 --use none",
                "--stream orders --region eu-west-1 --output xml"
            })
    void aWrongCommandLineIsToldBeforeAwsIsAsked(String arguments) {
        StringWriter errors = new StringWriter();

        int exitCode = new CommandLine(new Commands())
                .setErr(new PrintWriter(errors, true))
                .execute(("doctor " + arguments).split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString().lines().findFirst().orElseThrow())
                .contains("--")
                .doesNotContain("evil.example");
        assertThat(errors.toString()).contains("Exit codes:");
    }

    private static DoctorRun run(World world, List<String> more) {
        DoctorWorlds made = new DoctorWorlds();
        world.trouble().accept(made);
        List<String> arguments = new ArrayList<>(world.arguments());
        arguments.addAll(more);
        return run(made, arguments);
    }

    private static DoctorRun run(DoctorWorlds world, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("--stream", "orders", "--region", "eu-west-1"));
        arguments.addAll(more);
        return DoctorRun.of(new AwsClients(new SimulatedClients(world.aws)), world.clock, arguments);
    }

    private static Map<String, String> sections(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).split("(?m)^== "))
                .skip(1)
                .collect(Collectors.toMap(
                        section -> section.substring(0, section.indexOf('\n')),
                        section -> section.substring(section.indexOf('\n') + 1).stripTrailing() + "\n"));
    }
}
