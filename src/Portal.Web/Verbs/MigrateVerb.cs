using System.CommandLine;

namespace Portal.Web.Verbs;

/// <summary><c>migrate</c>.</summary>
internal static class MigrateVerb
{
    public static Command Create(VerbConsole console)
    {
        var command = new Command("migrate", "Brings the database to the present schema, and makes it when there is none. Serving does this by itself.");
        command.SetAction((_, ct) => console.WithPortalAsync((_, _) => console.Output.WriteLineAsync("The database has the present schema."), ct));
        return command;
    }
}
