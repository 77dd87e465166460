package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.EditEffect;
import io.muster.protocol.client.answer.SegmentVersion;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "segment",
        description = {
            "Creates, changes, deletes or shows a segment, takes up an older rule of it,",
            "or makes a secret address for its members."
        },
        subcommands = {
            SegmentCommand.Create.class,
            SegmentCommand.Update.class,
            SegmentCommand.Delete.class,
            SegmentCommand.Show.class,
            SegmentCommand.Rollback.class,
            SegmentLinkCommand.class,
            SegmentLinkCommand.Listing.class
        })
final class SegmentCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected one of create, update, delete, show, rollback, link, links");
    }

    abstract static class One extends WorkspaceBoundCommand {
        final int show(WorkspaceClient workspace, SegmentInfo segment) {
            if (global.json) {
                printJson(SegmentText.json(segment));
                return ExitCodes.DONE;
            }
            print("id       " + segment.id());
            print("name     " + segment.name());
            print("size     " + Texts.number(segment.cardinality()));
            print("rule     " + segment.rule().replace("\n", "\n         "));
            print("version  " + segment.version() + ", since "
                    + Texts.instant(segment.changedAtMillis(), workspace.info().zone()));
            print("changed  "
                    + SegmentText.newestChange(segment, workspace.info().zone()));
            return ExitCodes.DONE;
        }
    }

    @Command(name = "create", description = "Creates a segment and shows it.")
    static final class Create extends One {
        @Parameters(index = "0", paramLabel = "NAME", description = "unique in its workspace")
        private String name;

        @Parameters(index = "1", paramLabel = "RULE", description = "for example \"number_of_orders > 3\"")
        private String rule;

        @Override
        int run(WorkspaceClient workspace) {
            return show(workspace, RuleTrouble.shown(rule, () -> workspace.createSegment(name, rule)));
        }
    }

    @Command(name = "update", description = "Gives a segment another rule, name, or both.")
    static final class Update extends One {
        @Parameters(index = "0", paramLabel = "SEGMENT", description = "name or id")
        private String segment;

        @Parameters(index = "1", paramLabel = "RULE", arity = "0..1", description = "the new rule")
        private String rule;

        @Option(names = "--rule", paramLabel = "RULE", description = "the new rule, likewise")
        private String ruleOption;

        @Option(names = "--name", paramLabel = "NAME", description = "the new name")
        private String name;

        @Option(
                names = "--what-if",
                description = "changes nothing: tells how many customers would enter, leave and stay")
        private boolean whatIf;

        @Override
        void check() {
            if (rule != null && ruleOption != null) {
                throw CommandFailure.usage("segment update: found RULE and --rule, expected one of them");
            }
            boolean ruleGiven = rule != null || ruleOption != null;
            if (whatIf && (!ruleGiven || name != null)) {
                throw CommandFailure.usage("segment update: --what-if is about a new RULE, without --name");
            }
            if (!ruleGiven && name == null) {
                throw CommandFailure.usage("segment update: expected a new RULE, --name NAME, or both");
            }
        }

        @Override
        int run(WorkspaceClient workspace) {
            String wanted = rule == null ? ruleOption : rule;
            int id = SegmentNames.find(workspace, segment).id();
            if (whatIf) {
                EditEffect effect = RuleTrouble.shown(wanted, () -> workspace.tryUpdate(id, wanted));
                if (global.json) {
                    printJson(EditEffectText.json(effect));
                } else {
                    EditEffectText.print(effect, terminal().out());
                }
                return ExitCodes.DONE;
            }
            return show(
                    workspace,
                    RuleTrouble.shown(wanted == null ? "" : wanted, () -> workspace.updateSegment(id, name, wanted)));
        }
    }

    @Command(name = "delete", description = "Deletes a segment.")
    static final class Delete extends One {
        @Parameters(index = "0", paramLabel = "SEGMENT", description = "name or id")
        private String segment;

        @Override
        int run(WorkspaceClient workspace) {
            SegmentInfo found = SegmentNames.find(workspace, segment);
            workspace.deleteSegment(found.id());
            if (global.json) {
                printJson(JSON.createObjectNode().put("deleted", found.name()));
            } else {
                print("deleted " + found.name());
            }
            return ExitCodes.DONE;
        }
    }

    @Command(name = "show", description = "Shows a segment and the versions it has had.")
    static final class Show extends One {
        @Parameters(index = "0", paramLabel = "SEGMENT", description = "name or id")
        private String segment;

        @Override
        int run(WorkspaceClient workspace) {
            SegmentInfo found = SegmentNames.find(workspace, segment);
            List<SegmentVersion> versions = versions(workspace, found);
            if (global.json) {
                ObjectNode node = SegmentText.json(found);
                node.set("versions", SegmentText.versionsJson(versions));
                printJson(node);
                return ExitCodes.DONE;
            }
            show(workspace, found);
            if (!versions.isEmpty()) {
                print("");
                SegmentText.versions(versions, workspace.info().zone())
                        .print(terminal().out());
            }
            return ExitCodes.DONE;
        }

        /** Empty where the server keeps none. */
        private static List<SegmentVersion> versions(WorkspaceClient workspace, SegmentInfo segment) {
            try {
                return workspace.versions(segment.id());
            } catch (MusterException failure) {
                if (failure.code() == ErrorCode.UNSUPPORTED) {
                    return List.of();
                }
                throw failure;
            }
        }
    }

    @Command(name = "rollback", description = "Takes up the rule of an older version again, as a new version.")
    static final class Rollback extends One {
        @Parameters(index = "0", paramLabel = "SEGMENT", description = "name or id")
        private String segment;

        @Option(names = "--to", paramLabel = "VERSION", description = "which one (default: the one before)")
        private Integer version;

        @Override
        int run(WorkspaceClient workspace) {
            SegmentInfo found = SegmentNames.find(workspace, segment);
            if (found.version() == 1) {
                throw CommandFailure.refused(
                        "segment rollback: found version 1 of '" + found.name() + "', expected an older one before it");
            }
            int wanted = version == null ? found.version() - 1 : version;
            if (wanted < 1 || wanted >= found.version()) {
                throw CommandFailure.refused("segment rollback: found version " + wanted + ", expected one before "
                        + found.version() + ", which is the version now");
            }
            return show(workspace, workspace.rollbackSegment(found.id(), wanted));
        }
    }
}
