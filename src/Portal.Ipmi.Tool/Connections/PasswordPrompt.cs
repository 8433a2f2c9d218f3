using System.Text;

namespace Portal.Ipmi.Tool.Connections;

/// <summary>Asks a person for a password without showing it; a program writes it as the first line of standard input.</summary>
internal static class PasswordPrompt
{
    public static SecretBytes Ask(ToolConsole console)
    {
        if (!console.IsTerminal)
            return SecretBytes.FromText(console.OpenInput().ReadLine() ?? throw new UsageException("The password was to be read from standard input, and there was none."));

        console.Error.Write("Password: ");
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                break;
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (key.KeyChar != '\0')
                typed.Append(key.KeyChar);
        }

        console.Error.WriteLine();
        return SecretBytes.FromText(typed.ToString());
    }
}
