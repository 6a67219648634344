package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.api.AccessSpec;
import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.SdkClientFactory;
import dev.encryptedkinesis.operator.doctor.Diagnosis;
import dev.encryptedkinesis.operator.doctor.Doctor;
import dev.encryptedkinesis.operator.doctor.Examination;
import dev.encryptedkinesis.operator.doctor.Outcome;
import dev.encryptedkinesis.operator.doctor.Pause;
import dev.encryptedkinesis.operator.doctor.RoundTrip;
import dev.encryptedkinesis.operator.doctor.Seen;
import dev.encryptedkinesis.operator.metrics.Build;
import dev.encryptedkinesis.operator.ops.DoctorText.Signs;
import dev.encryptedkinesis.operator.stream.StreamId;
import io.github.bucket4j.Bucket;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds out why a stream cannot be used. Reads from AWS, and writes one record if it is told to. */
@Command(
        name = "doctor",
        description =
                "Looks at a stream, its key and those who use it, also if no object manages it, and says what is wrong"
                        + " and how to mend it. Changes nothing, and works with your own AWS credentials.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeOnExecutionException = DoctorCommand.DOCTOR_FAILED,
        exitCodeList = {
            "0:all is well",
            "1:something is wrong",
            "2:the command line is wrong",
            "3:nothing is known to be wrong, but not everything could be looked at",
            "4:AWS could not be reached, or does not take the credentials",
            "70:the doctor itself failed"
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    /** EX_SOFTWARE of sysexits.h: no script takes it for something that is wrong with the stream. */
    static final int DOCTOR_FAILED = 70;

    private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}");
    private static final Pattern PRINCIPAL = Pattern.compile(AccessSpec.PRINCIPAL_FORM);

    /** A shard gives five answers a second to all its readers together. */
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofSeconds(1);

    @Option(names = "--stream", required = true, paramLabel = "NAME", description = "the stream's name")
    private String stream;

    @Option(
            names = "--region",
            required = true,
            paramLabel = "REGION",
            description = "the AWS Region, such as eu-west-1")
    private String region;

    @Option(
            names = "--principal",
            paramLabel = "ARN",
            description = "an IAM role or user that uses the stream; may be given more than once")
    private List<String> principals = new ArrayList<>();

    @Option(
            names = "--use",
            defaultValue = "both",
            paramLabel = "USE",
            description = "what they do with it: producer, consumer or both (${DEFAULT-VALUE})")
    private Use use;

    @Option(
            names = "--round-trip",
            description = "also puts one test record into the stream, which says that it is one, and gets it back")
    private boolean roundTrip;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORM",
            description = "text or json (${DEFAULT-VALUE})")
    private Output output;

    @Option(
            names = "--ascii",
            description = "no other characters than ASCII's; so it is anyway where there are no others")
    private boolean ascii;

    @Spec
    private CommandSpec command;

    /** Spelled as on the command line. */
    enum Use {
        producer,
        consumer,
        both
    }

    /** Spelled as on the command line. */
    enum Output {
        text,
        json
    }

    @Override
    public Integer call() {
        checkArguments();
        Bucket pace = Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(1, BEFORE_ASKING_AGAIN))
                .build();
        try (AwsClients aws = new AwsClients(new SdkClientFactory(Build.THIS.toString()))) {
            return examine(
                    aws,
                    Clock.systemUTC(),
                    () -> pace.asBlocking().consumeUninterruptibly(1),
                    isUnicodeShown() ? Signs.UNICODE : Signs.ASCII);
        }
    }

    int examine(AwsClients aws, Clock clock, Pause pause, Signs signs) {
        StreamId id = new StreamId(region, stream);
        Seen seen = new Examination(aws, aws, clock, pause).of(id, users());
        Optional<RoundTrip.Report> report = roundTrip && seen.description().isPresent()
                ? Optional.of(new RoundTrip(aws.streams(id.realm()), aws.records(id.realm()), pause).make(stream))
                : Optional.empty();
        Diagnosis diagnosis = Doctor.diagnose(seen, report);
        PrintWriter out = command.commandLine().getOut();
        out.print(
                switch (output) {
                    case text -> DoctorText.of(diagnosis, ascii ? Signs.ASCII : signs);
                    case json -> DoctorJson.of(diagnosis);
                });
        out.flush();
        return exitCode(diagnosis.result());
    }

    private static int exitCode(Outcome result) {
        return switch (result) {
            case GOOD -> 0;
            case BAD -> 1;
            case UNKNOWN -> 3;
            case UNREACHED -> 4;
        };
    }

    private DeclaredAccess users() {
        Set<String> all = Set.copyOf(principals);
        return switch (use) {
            case producer -> new DeclaredAccess(DeclaredAccess.Mode.VERIFY, all, Set.of());
            case consumer -> new DeclaredAccess(DeclaredAccess.Mode.VERIFY, Set.of(), all);
            case both -> new DeclaredAccess(DeclaredAccess.Mode.VERIFY, all, all);
        };
    }

    /** What is not of its form is not repeated: it may hold anything. */
    private void checkArguments() {
        check("--stream", "the name of a stream", STREAM_NAME.matcher(stream).matches());
        check("--region", "an AWS Region", REGION.matcher(region).matches());
        principals.forEach(principal -> check(
                "--principal",
                "the ARN of an IAM role or user (of a session, take its role's: arn:aws:iam::ACCOUNT:role/NAME)",
                principal.length() <= AccessSpec.LONGEST_PRINCIPAL
                        && PRINCIPAL.matcher(principal).matches()));
    }

    private void check(String option, String form, boolean isOfForm) {
        if (!isOfForm) {
            throw new ParameterException(command.commandLine(), option + " has to be " + form + ".");
        }
    }

    /** Newer JDKs say in which charset standard output is; on older ones it is the default. */
    private static boolean isUnicodeShown() {
        String charset = Optional.ofNullable(System.getProperty("stdout.encoding"))
                .or(() -> Optional.ofNullable(System.getProperty("sun.stdout.encoding")))
                .orElseGet(() -> Charset.defaultCharset().name());
        return charset.equalsIgnoreCase(StandardCharsets.UTF_8.name());
    }
}
