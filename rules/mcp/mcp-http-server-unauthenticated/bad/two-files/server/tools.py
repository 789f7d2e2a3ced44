from fastmcp import FastMCP

mcp = FastMCP("warehouse")


@mcp.tool
def query(sql: str) -> str:
    """Asks the warehouse."""
    return sql
