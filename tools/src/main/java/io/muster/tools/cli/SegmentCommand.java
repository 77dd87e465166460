package io.muster.tools.cli;

import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "segment",
        description = "Creates, changes, deletes or shows a segment.",
        subcommands = {
            SegmentCommand.Create.class,
            SegmentCommand.Update.class,
            SegmentCommand.Delete.class,
            SegmentCommand.Show.class
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
        throw new ParameterException(spec.commandLine(), "expected one of create, update, delete, show");
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

        @Option(names = "--name", paramLabel = "NAME", description = "the new name")
        private String name;

        @Override
        int run(WorkspaceClient workspace) {
            if (rule == null && name == null) {
                throw CommandFailure.usage("segment update: expected a new RULE, --name NAME, or both");
            }
            int id = SegmentNames.find(workspace, segment).id();
            return show(
                    workspace,
                    RuleTrouble.shown(rule == null ? "" : rule, () -> workspace.updateSegment(id, name, rule)));
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

    @Command(name = "show", description = "Shows a segment.")
    static final class Show extends One {
        @Parameters(index = "0", paramLabel = "SEGMENT", description = "name or id")
        private String segment;

        @Override
        int run(WorkspaceClient workspace) {
            return show(workspace, SegmentNames.find(workspace, segment));
        }
    }
}
