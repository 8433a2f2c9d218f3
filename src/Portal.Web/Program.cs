using Portal.Web.Verbs;

return await PortalCommand.RunAsync(args, Console.Out, Console.Error, Console.In);
