using Portal.Ipmi.Tool;

return await Tool.RunAsync(args, ToolConsole.OfProcess(), CancellationToken.None);
